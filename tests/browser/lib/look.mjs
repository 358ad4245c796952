// What must be true of every page, whatever the journey.
import assert from 'node:assert/strict';
import { assertAccessible } from './axe.mjs';
import { assertNoSidewaysScroll } from './browser.mjs';
import { shot } from './shots.mjs';

// Looks at a page: one title, nothing wider than the screen, nothing axe
// complains of. Its picture is kept under `name`.
export async function look(page, name) {
  await shot(page, name);
  assert.equal(await page.locator('h1').count(), 1, `${name}: a page has one h1`);
  await assertNoSidewaysScroll(page, name);
  await assertAccessible(page, name);
}
