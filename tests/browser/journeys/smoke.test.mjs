// The front door of each site, for every kind of visitor.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, named, tagged, visit, VISITORS } from '../lib/browser.mjs';
import { stage } from '../lib/stage.mjs';
import { shot } from '../lib/shots.mjs';

const SITES = ['portal', 'desk', 'connect', 'console'];

const set = stage();

for (const site of SITES) {
  for (const visitor of VISITORS) {
    const where = `${site} (${named(visitor)})`;
    test(`${where} opens on a page anyone can use`, { timeout: 60_000 }, async () => {
      const { page, close } = await visit(set.browser, visitor);
      const answer = await page.goto(set.demo.sites[site]);

      assert.equal(answer.status(), 200);
      assert.match(answer.headers()['content-security-policy'] ?? '', /script-src/, 'no content security policy');
      assert.notEqual(await page.title(), '');
      assert.equal(await page.locator('h1').count(), 1, 'a page has one h1');
      assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
      await assertNoSidewaysScroll(page, where);
      await assertAccessible(page, where);
      await shot(page, `${site}-${tagged(visitor)}`);
      await close();
    });
  }
}
