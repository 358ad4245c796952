// Two agents who act at once on the same request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { enterDesk, openRequest, prepareToTake, take } from '../lib/desk.mjs';
import { look } from '../lib/look.mjs';
import { certificateOf } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

const set = stage();

test('of two agents who act at once, the second is told what happened', { timeout: 90_000 }, async () => {
  const reference = await certificateOf(set, 'camille@example.org', { given: 'Camille', family: 'Perrin' });
  const [first, second] = [await visit(set.browser), await visit(set.browser)];
  await enterDesk(first.page, set.demo, 'agent.bron@example.org');
  await enterDesk(second.page, set.demo, 'agent2.bron@example.org');
  for (const { page } of [first, second]) {
    await openRequest(page, set.demo, 'bron', reference);
    await prepareToTake(page);
  }
  await take(first.page);
  await take(second.page);
  assert.match(await second.page.getByRole('main').innerText(), /Sonia Morel/, 'he is told who was first');
  await look(second.page, 'desk-overtaken');
  await first.close();
  await second.close();
});
