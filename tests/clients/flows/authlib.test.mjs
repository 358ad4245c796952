// The same provider seen from Python: authlib/flows.py tells test by test.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { program } from '../../browser/lib/paths.mjs';
import { python } from '../lib/samples.mjs';

const folder = fileURLToPath(new URL('../authlib', import.meta.url));

test('Authlib: code, refresh, introspection, revocation, and what discovery announces', { timeout: 60_000 }, (context) => {
  const env = { ...process.env, GUICHET_BIN: program, PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' };
  const { status, stderr } = spawnSync(python, ['flows.py'], { cwd: folder, env, encoding: 'utf8', timeout: 50_000 });
  for (const line of stderr.split('\n').filter((each) => /^test_.* \.\.\. /.test(each))) context.diagnostic(line);
  assert.equal(status, 0, stderr);
});
