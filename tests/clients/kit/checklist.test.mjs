// The checklist of the kit: each line says what, from where, and how it is checked.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const WAYS = ['samples', 'provider', 'trial', 'declaration'];
const text = await readFile(new URL('../../../crates/identity/kit/checklist.toml', import.meta.url), 'utf8');
const requirements = text.split('[[requirement]]\n').slice(1).map((part) => Object.fromEntries(part.trim().split('\n').map((line) => line.split(' = '))));

test('each requirement has its words, its source and a way to check it', () => {
  for (const requirement of requirements) {
    assert.deepEqual(Object.keys(requirement), ['id', 'said', 'source', 'checked', 'how'], requirement.id);
    const ways = JSON.parse(requirement.checked);
    assert.ok(ways.length > 0 && ways.every((way) => WAYS.includes(way)), requirement.id);
    assert.match(requirement.said, /^"\p{Lu}.*\."$/u, requirement.id);
  }
  const names = requirements.map(({ id }) => id);
  assert.equal(new Set(names).size, names.length, 'two have one name');
});

test('what annexe 2 asks of state, nonce and the ID token is there', () => {
  for (const what of ['state', 'nonce', 'aud', 'exp', 'iss', 'acr', 'signature']) {
    assert.ok(requirements.some(({ id }) => id === `"${what}-checked"`), what);
  }
});
