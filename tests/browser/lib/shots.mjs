// Pictures of pages: whole ones for whoever looks, and with SHOTS=1 those of the README, one screen each.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { documented, screenshots } from './paths.mjs';

// The pictures of the README, by the name of the journey's picture.
const README = {
  'portal-desktop': 'home',
  'desk-case': 'desk-case',
  'form-choice': 'form-phone',
  'console-list': 'console',
};

export async function shot(page, name) {
  await mkdir(screenshots, { recursive: true });
  const path = join(screenshots, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  if (process.env.SHOTS === '1' && README[name]) {
    await mkdir(documented, { recursive: true });
    await page.screenshot({ path: join(documented, `${README[name]}.png`), animations: 'disabled' });
  }
  return path;
}
