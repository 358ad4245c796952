// A visitor who has no mouse: Tab, Enter, Space, the arrows within a group of
// radio buttons, and typing.
import assert from 'node:assert/strict';

const MOST_STOPS = 150;

const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

// Tabs until the element has the focus.
export async function tabTo(page, locator) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(locator)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the Tab key does not reach ${locator}`);
}

// Types into the field of this label, in place of what it held.
export async function fill(page, label, text) {
  await tabTo(page, page.getByLabel(label));
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

// Presses the button of this name.
export async function press(page, name) {
  await tabTo(page, page.getByRole('button', { name }));
  await page.keyboard.press('Enter');
}

// Follows the link of this name.
export async function follow(page, name) {
  await tabTo(page, page.getByRole('link', { name }));
  await page.keyboard.press('Enter');
}
