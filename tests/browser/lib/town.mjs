// The software of a town hall, simulated: how it answers, what it received.
import { answer, submit } from './forms.mjs';

const BOUND = 10_000;

// Says how it answers from now on, in the words of its page.
export async function answers(page, demo, how) {
  await page.goto(`${demo.sites.simulators}/logiciel`);
  await answer(page.getByRole('main'), { 'Comment répond-il ?': how });
  await submit(page, 'Changer sa réponse');
}

// The calls about a request, oldest first: each has its key and the number of the file.
export async function callsAbout(demo, reference) {
  const answer = await fetch(`${demo.sites.simulators}/api/logiciel`, { signal: AbortSignal.timeout(BOUND) });
  if (!answer.ok) throw new Error(`software of the town hall: ${answer.status}`);
  return (await answer.json()).filter((call) => call.reference === reference);
}
