// The date of a demo, which a journey may move if the demo is its own.
import assert from 'node:assert/strict';

const BOUND = 10_000;
const DAY = 86_400_000;

// Moves it forward.
export async function passDays(demo, days) {
  const address = new URL('/clock', demo.sites.simulators);
  const { now } = await (await fetch(address, { signal: AbortSignal.timeout(BOUND) })).json();
  const body = JSON.stringify({ now: new Date(Date.parse(now) + days * DAY).toISOString() });
  const answer = await fetch(address, { method: 'POST', body, signal: AbortSignal.timeout(BOUND) });
  assert.equal(answer.status, 200, 'the clock moves');
}
