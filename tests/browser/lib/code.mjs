// One-time codes that nobody has typed: a code serves once, and people of the
// demo sign in from several files at once.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './bounded.mjs';
import { totp } from './totp.mjs';

const STEP = 30_000;

// Where the files of a run say which codes they took; a file run alone has its own place.
let taken;
const folder = () => (taken ??= process.env.GUICHET_CODES ? made(process.env.GUICHET_CODES) : mkdtemp(join(tmpdir(), 'guichet-codes-')));

async function made(path) {
  await mkdir(path, { recursive: true });
  return path;
}

// A code of this secret for a site, at its time or, since clocks differ, a step
// ahead; when both are taken it is waited for, as people do.
export function freshCode(secret, site) {
  const whose = createHash('sha256').update(`${new URL(site).host} ${secret}`).digest('hex').slice(0, 16);
  return until(2 * STEP, 'a code that nobody has typed', async () => {
    const now = Math.floor(Date.now() / STEP);
    for (const step of [now, now + 1]) if (await take(`${whose}-${step}`)) return totp(secret, step * STEP);
  });
}

async function take(name) {
  try {
    await (await open(join(await folder(), name), 'wx')).close();
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}
