// One sign-in for every site, one sign-out for all of them.
import assert from 'node:assert/strict';
import { until } from './bounded.mjs';
import { follow, submit } from './forms.mjs';
import { consent } from './people.mjs';

// Somebody signed in elsewhere is known on the portal: nothing is asked, but
// what may be given, the first time.
export async function isKnownOn(page, portal, name) {
  await page.goto(portal);
  await follow(page, 'Se connecter');
  assert.equal(await consent(page), true, 'what is given is asked the first time');
  await shows(page, portal, name);
  await page.goto(`${portal}/connexion?vers=/`);
  await shows(page, portal, name);
}

// Leaves from the portal; the desk forgets her too. `see` is shown the pages.
export async function leavesEverywhere(page, { portal, desk, connect }, name, see = async () => {}) {
  await page.goto(`${portal}/mes-demandes`);
  await page.locator('summary', { hasText: name.split(' ').at(-1) }).first().click();
  await submit(page, 'Se déconnecter');
  if (page.url().startsWith(connect)) {
    await see(page, 'sign-out');
    await submit(page, 'Se déconnecter');
  }
  await see(page, 'signed-out');
  await until(10_000, 'the desk forgets her', async () => {
    await page.goto(desk);
    return page.url().startsWith(connect) ? true : undefined;
  });
  await see(page, 'sign-in-again');
}

async function shows(page, site, name) {
  assert.ok(page.url().startsWith(site), page.url());
  await page.getByText(name).first().waitFor({ state: 'attached' });
}
