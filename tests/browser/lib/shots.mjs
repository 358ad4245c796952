// Pictures of pages.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { documented, left, screenshots } from './paths.mjs';

// The pictures of the README, by the name of the journey's picture.
const README = {
  'portal-desktop': 'home',
  'desk-case-desktop': 'desk-case',
  'form-choice-phone': 'form-phone',
  'console-list': 'console',
};

// With SHOTS=1, the whole page for whoever looks, and one screen of it for the README.
export async function shot(page, name) {
  if (process.env.SHOTS !== '1') return;
  await picture(page, screenshots, name, { fullPage: true });
  if (README[name]) await picture(page, documented, README[name]);
}

// Where the tests of a file stopped, beside the server's log.
export async function stopped(pages) {
  for (const [index, page] of [...pages].entries()) await picture(page, left, `stopped-${process.pid}-${index}`, { fullPage: true });
}

async function pictures(browser) {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [index, page] of pages.entries()) await picture(page, left, `stopped-${process.pid}-${index}`, { fullPage: true });
}

async function picture(page, folder, name, options = {}) {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', ...options });
}
