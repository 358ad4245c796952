// Accessibility, as far as axe-core can tell: WCAG 2.2 AA and RGAA 4.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { within } from './bounded.mjs';
import { runsScripts } from './browser.mjs';
import { twinOf } from './twin.mjs';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const locale = JSON.parse(readFileSync(require.resolve('axe-core/locales/fr.json'), 'utf8'));
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'];
const BOUND = 30_000;

// Fails with what is wrong, where and how to mend it.
export async function assertAccessible(page, where) {
  // axe needs timers, which a page without scripts has not
  const violations = await violationsOf((await runsScripts(page)) ? page : await twinOf(page));
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

function readable({ id, impact, help, tags, nodes }) {
  const criteria = tags.filter((tag) => tag.startsWith('RGAA-')).join(', ');
  const places = nodes.map(({ target, html, failureSummary }) => {
    const advice = failureSummary.replaceAll('\n', '\n      ');
    return `    ${target.join(' ')}\n      ${html}\n      ${advice}`;
  });
  return `\n  ${id} (${impact}${criteria && `, ${criteria}`}): ${help}\n${places.join('\n')}`;
}
