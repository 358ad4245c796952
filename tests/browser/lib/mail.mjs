// What the demo's mail catcher and telephones received.
import { until } from './bounded.mjs';

const BOUND = 30_000;

// Every message so far.
export const messages = (demo) => kept(demo, '/api/messages');

async function kept(demo, path) {
  const answer = await fetch(new URL(path, demo.sites.simulators), { signal: AbortSignal.timeout(BOUND) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// The latest message to an address whose subject matches, once it is there.
export function mailTo(demo, address, subject = /./) {
  const isWanted = (message) => [message.to].flat().includes(address) && subject.test(message.subject);
  return until(BOUND, `a message to ${address} on ${subject}`, async () => (await messages(demo)).findLast(isWanted));
}

// The latest text message to a number, once it is there.
export function textTo(demo, number) {
  return until(BOUND, `a text message to ${number}`, async () => (await kept(demo, '/api/sms')).findLast(({ to }) => to === number));
}

// The first address of a page in the text of a message.
export function linkIn({ text }) {
  const link = text.match(/https?:\/\/\S+/);
  if (!link) throw new Error(`no link in: ${text}`);
  return link[0];
}
