// Every page of the partners' space that the program answers, walked by its links
// as the developer of the demonstration's town.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { assertRoomForWords, EXTREMES, named, visit } from '../lib/browser.mjs';
import { assertReachesEnd } from '../lib/keyboard.mjs';
import { lookAs } from '../lib/look.mjs';
import { program } from '../lib/paths.mjs';
import { account, enter } from '../lib/people.mjs';
import { stage } from '../lib/stage.mjs';

const DEVELOPER = 'developpeur.bron@example.org';
const NOBODYS = '/partenaires/invitations/00000000-0000-7000-8000-000000000000';
// No link leads to the second request of somebody who has an organisation, nor to a letter's page.
const ENTRIES = ['/partenaires', '/partenaires/demande', NOBODYS];
const FILE = /\.zip$/;

const set = stage();
// What one sign-in gave: a code serves once, and the other journey of partners takes the next.
let cookies;

for (const cell of EXTREMES) {
  test(`a developer can use every page of partners (${named(cell)})`, { timeout: 300_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    if (cookies) await page.context().addCookies(cookies);
    else await enter(page, set.demo.sites.connect, account(set.demo, DEVELOPER));
    cookies = await page.context().cookies();
    const seen = new Set();
    for (const waiting = [...ENTRIES]; waiting.length > 0; ) {
      const address = waiting.shift();
      if (seen.has(address)) continue;
      seen.add(address);
      waiting.push(...(await sees(page, cell, address)));
    }
    const unseen = (await routes()).filter((path) => ![...seen].some((address) => matches(path, address)));
    assert.deepEqual(unseen, [], 'pages to which no link leads');
    await close();
  });
}

// Looks at a page, walks it to its end; the pages of partners that it leads to.
async function sees(page, cell, address) {
  const said = await page.goto(set.sites.connect + address);
  assert.ok(said.status() < 400 || address === NOBODYS, `${address}: ${said.status()}`);
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${address} has one title`);
  await lookAs(cell)(page, `partner${address.replaceAll(/[0-9A-Za-z_-]{12,}/g, 'x').replaceAll('/', '-')}`);
  await assertRoomForWords(page, address);
  await assertReachesEnd(page);
  const links = page.getByRole('main').locator('a[href^="/partenaires"]');
  const found = await links.evaluateAll((list) => list.map((link) => link.getAttribute('href').split(/[?#]/)[0]));
  return found.filter((path) => !FILE.test(path));
}

async function routes() {
  const { stdout } = await promisify(execFile)(program, ['routes', '--json'], { maxBuffer: 10_000_000 });
  const isOwn = ({ site, method, path }) => site === 'connect' && method === 'GET' && path.startsWith('/partenaires') && !FILE.test(path);
  return JSON.parse(stdout).filter(isOwn).map(({ path }) => path);
}

const matches = (path, address) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address);
