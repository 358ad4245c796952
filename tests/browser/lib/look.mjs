// What must be true of every page, whatever the journey.
import assert from 'node:assert/strict';
import { assertAccessible } from './axe.mjs';
import { assertNoSidewaysScroll, assertRoomForWords, SIZES, tagged } from './browser.mjs';
import { shot } from './shots.mjs';

// Looks at a page: one title, nothing axe complains of, nothing wider than the
// screen. Its picture is kept under `name`.
export async function look(page, name) {
  await shot(page, name);
  assert.equal(await page.locator('h1').count(), 1, `${name}: a page has one h1`);
  await assertAccessible(page, name);
  await assertFits(page, name);
}

// The same for one kind of visitor, whose pictures are told apart.
export const lookAs = (cell) => (page, name) => look(page, `${name}-${tagged(cell)}`);

// At every width: a telephone is turned, a window is resized.
async function assertFits(page, name) {
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await assertNoSidewaysScroll(page, `${name} (${size})`);
    await assertRoomForWords(page, `${name} (${size})`);
  }
  await page.setViewportSize(before);
}
