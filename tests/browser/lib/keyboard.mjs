// A visitor who has no mouse: Tab, Enter, Space, the arrows within a group of
// radio buttons, and typing. Wherever the Tab key stops, the focus is seen.
import assert from 'node:assert/strict';
import { named } from './forms.mjs';

const MOST_STOPS = 200;
const TURN = 15_000;

const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

// Tabs until the element has the focus.
export async function tabTo(page, locator, key = 'Tab') {
  await locator.waitFor({ state: 'attached' });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(locator)) return;
    await page.keyboard.press(key);
    await assertSeen(page);
  }
  assert.fail(`${key} does not reach ${locator} on ${page.url()}`);
}

// From wherever the focus is, to the end of the page and back to its beginning.
export async function assertNoTrap(page) {
  await assertReachesEnd(page);
  await tabTo(page, page.locator('a').first(), 'Shift+Tab');
}

// From the beginning of the page to its end.
export const assertReachesEnd = (page) => tabTo(page, page.getByRole('contentinfo').getByRole('link').last());

// After a page is refused, the focus is on the list of its errors.
export async function assertErrorsFirst(page) {
  const isFirst = () => document.activeElement.matches('[role=alert], :has([role=alert])') && document.activeElement !== document.body;
  await page.waitForFunction(isFirst);
  await assertSeen(page);
}

// Types into the field of this label, in place of what it held.
export async function fill(page, label, text) {
  await tabTo(page, page.getByLabel(named(label)));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

// Ticks or unticks the box of this label.
export async function tick(page, label) {
  await tabTo(page, page.getByRole('checkbox', { name: label }));
  await page.keyboard.press('Space');
}

// Chooses a radio button: the Tab key reaches its group, the arrows the button.
export async function choose(page, label) {
  const wanted = page.getByRole('radio', { name: label });
  const name = await wanted.getAttribute('name');
  const inGroup = () => page.evaluate((group) => document.activeElement?.name === group, name);
  for (let stop = 0; stop < MOST_STOPS && !(await inGroup()); stop += 1) await page.keyboard.press('Tab');
  for (let stop = 0; stop < MOST_STOPS && !(await hasFocus(wanted)); stop += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  assert.ok(await wanted.isChecked(), `the keyboard does not choose ${label}`);
}

// Presses the button of this name, and waits for the page it leads to.
export async function press(page, name) {
  await tabTo(page, page.getByRole('button', { name }).first());
  await enter(page);
}

// Follows the link of this name.
export async function follow(page, name) {
  await tabTo(page, page.getByRole('link', { name }).first());
  await enter(page);
}

// Enter, on something that leads to a page.
export async function enter(page) {
  await Promise.all([page.waitForEvent('domcontentloaded', { timeout: TURN }), page.keyboard.press('Enter')]);
}

// What has the focus is within the window, or within its frame, with a line around
// it. After the last stop of a page, the focus is on the page itself.
async function assertSeen(page) {
  const unseen = await page.evaluate(() => {
    const frame = document.activeElement.contentDocument;
    const element = (frame ?? document).activeElement;
    const { body, defaultView } = element.ownerDocument;
    if (element === body) return undefined;
    const lines = [null, '::after'].map((part) => defaultView.getComputedStyle(element, part));
    const hasLine = lines.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
    const { top, bottom } = element.getBoundingClientRect();
    const isWithin = bottom > 0 && top < defaultView.innerHeight;
    return hasLine && isWithin && getComputedStyle(element).opacity !== '0' ? undefined : element.outerHTML;
  });
  assert.equal(unseen, undefined, `the focus is not seen on ${page.url()}`);
}
