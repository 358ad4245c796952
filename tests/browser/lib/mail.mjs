// What the demo's mail catcher received.
import { until } from './bounded.mjs';

const BOUND = 10_000;

// Every message so far.
export async function messages(demo) {
  const answer = await fetch(new URL('/api/messages', demo.sites.simulators), { signal: AbortSignal.timeout(BOUND) });
  if (!answer.ok) throw new Error(`mail catcher: ${answer.status}`);
  return answer.json();
}

// The latest message to an address whose subject matches, once it is there.
export function mailTo(demo, address, subject = /./) {
  const isWanted = (message) => [message.to].flat().includes(address) && subject.test(message.subject);
  return until(BOUND, `a message to ${address} on ${subject}`, async () => (await messages(demo)).findLast(isWanted));
}

// The first address of a page in the text of a message.
export function linkIn({ text }) {
  const link = text.match(/https?:\/\/\S+/);
  if (!link) throw new Error(`no link in: ${text}`);
  return link[0];
}
