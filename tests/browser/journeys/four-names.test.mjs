// A deployment as it is in production: `guichet serve`, four names, TLS in front.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NAMES } from '../lib/deployment.mjs';
import { isPossible, runApart } from '../lib/network.mjs';

const journey = fileURLToPath(new URL('four-names/journey.mjs', import.meta.url));
const skip = isPossible() ? false : 'unshare cannot make a network here';

test('over TLS, with a name for each site, one signs in once, asks, and signs out of all', { timeout: 180_000, skip }, async () => {
  const { code, said } = await runApart(Object.values(NAMES), journey);
  assert.equal(code, 0, said);
});
