// Accessibility, as far as axe-core can tell: WCAG 2.2 AA and RGAA 4.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { within } from './bounded.mjs';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const locale = JSON.parse(readFileSync(require.resolve('axe-core/locales/fr.json'), 'utf8'));
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'];
const BOUND = 30_000;

// By browser, where the pages of visitors without scripts are looked at.
const scripted = new WeakMap();

// Fails with what is wrong, where and how to mend it.
export async function assertAccessible(page, where) {
  const runsScripts = await page.evaluate(() => matchMedia('(scripting: enabled)').matches);
  const violations = runsScripts ? await violationsOf(page) : await violationsWithoutScripts(page);
  if (violations.length > 0) assert.fail(`${where}: ${violations.map(readable).join('\n')}`);
}

async function violationsOf(page) {
  await page.evaluate(axe);
  const options = { runOnly: TAGS, resultTypes: ['violations'] };
  const run = page.evaluate(
    ({ locale, options }) => {
      window.axe.configure({ locale });
      return window.axe.run(document, options).then((result) => result.violations);
    },
    { locale, options },
  );
  return within(BOUND, `axe on ${page.url()}`, run);
}

// axe needs timers, which a page without scripts has not: the same HTML is
// opened at the same address where they work, its own scripts kept out and
// what it shows without them kept in.
async function violationsWithoutScripts(page) {
  const html = (await page.content()).replaceAll(/<\/?noscript[^>]*>/g, '');
  const twin = await twinOf(page);
  try {
    await twin.route('**/*', (route) => {
      const request = route.request();
      if (request.isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
      return request.resourceType() === 'script' ? route.abort() : route.continue();
    });
    await twin.goto(page.url());
    return await violationsOf(twin);
  } finally {
    await twin.close();
  }
}

// A page of the same size in a context kept for that, whose style sheets are in cache.
async function twinOf(page) {
  const browser = page.context().browser();
  if (!scripted.has(browser)) scripted.set(browser, browser.newContext({ locale: 'fr-FR' }));
  const twin = await (await scripted.get(browser)).newPage();
  await twin.setViewportSize(page.viewportSize());
  return twin;
}

function readable({ id, impact, help, tags, nodes }) {
  const criteria = tags.filter((tag) => tag.startsWith('RGAA-')).join(', ');
  const places = nodes.map(({ target, html, failureSummary }) => {
    const advice = failureSummary.replaceAll('\n', '\n      ');
    return `    ${target.join(' ')}\n      ${html}\n      ${advice}`;
  });
  return `\n  ${id} (${impact}${criteria && `, ${criteria}`}): ${help}\n${places.join('\n')}`;
}
