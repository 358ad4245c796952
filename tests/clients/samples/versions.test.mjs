// The samples run here with the very packages that they ask for.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const read = (path) => readFile(new URL(path, import.meta.url), 'utf8');
const kit = '../../../crates/identity/kit/samples';

test('the sample of Node has the packages of these tests', async () => {
  const [sample, ours] = await Promise.all([read(`${kit}/node/package.json`), read('../package.json')]).then((texts) => texts.map(JSON.parse));
  assert.deepEqual(sample.dependencies, ours.devDependencies);
});

test('the sample of Python has the packages of these tests', async () => {
  const [sample, ours] = await Promise.all([read(`${kit}/python/requirements.txt`), read('../requirements.txt')]);
  for (const line of sample.trim().split('\n')) assert.ok(ours.split('\n').includes(`${line} \\`), line);
});
