// One sign-in for every site, one sign-out for all of them, without scripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../lib/bounded.mjs';
import { launch, visit } from '../lib/browser.mjs';
import { follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { account, consent, enter } from '../lib/people.mjs';
import { sharedServer } from '../lib/server.mjs';

const AGENT = 'agent.lyon@example.org';

let server, browser, demo;
before(async () => {
  server = await sharedServer();
  demo = server.demo;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('signed in at the desk, one is known on the portal, and signed out of both at once', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(browser, { script: false });
  const { portal, desk, connect } = demo.sites;
  await enter(page, desk, account(demo, AGENT));

  await page.goto(portal);
  await follow(page, 'Se connecter');
  assert.equal(await consent(page), true, 'what is given is asked the first time');
  await isKnown(page, portal);
  await page.goto(`${portal}/connexion?vers=/`);
  await isKnown(page, portal);

  await page.goto(`${connect}/compte`);
  await look(page, 'account');

  await page.goto(`${portal}/mes-demandes`);
  await page.locator('summary', { hasText: 'Garnier' }).first().click();
  await submit(page, 'Se déconnecter');
  if (page.url().startsWith(connect)) {
    await look(page, 'sign-out');
    await submit(page, 'Se déconnecter');
  }
  await look(page, 'signed-out');
  await until(10_000, 'the desk forgets her', async () => {
    await page.goto(desk);
    return page.url().startsWith(connect) ? true : undefined;
  });
  await look(page, 'sign-in-again');
  await close();
});

// On the site, her name shown and nothing asked.
async function isKnown(page, site) {
  assert.ok(page.url().startsWith(site), page.url());
  await page.getByText('Élodie Garnier').first().waitFor({ state: 'attached' });
}
