// Pictures of pages, for the documentation (SHOTS=1) or for whoever looks.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { screenshots } from './paths.mjs';

export async function shot(page, name) {
  const path = join(screenshots, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  return path;
}
