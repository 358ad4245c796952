// One sign-in for every site, one sign-out for all of them, without scripts.
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { enterDesk } from '../lib/desk.mjs';
import { look } from '../lib/look.mjs';
import { isKnownOn, leavesEverywhere } from '../lib/sign-on.mjs';
import { stage } from '../lib/stage.mjs';

const NAME = 'Élodie Garnier';

const set = stage();

test('signed in at the desk, one is known on the portal, and signed out of both at once', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser, { script: false });
  const { sites } = set.demo;
  await enterDesk(page, set.demo, 'agent.lyon@example.org');
  await isKnownOn(page, sites.portal, NAME);
  await page.goto(`${sites.connect}/compte`);
  await look(page, 'account');
  await leavesEverywhere(page, sites, NAME, look);
  await close();
});
