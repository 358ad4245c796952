// The whole journey of a birth certificate, for each kind of visitor.
import { test } from 'node:test';
import { named, VISITORS } from '../lib/browser.mjs';
import { stage } from '../lib/stage.mjs';
import { certificate } from './certificate/whole.mjs';

// Each has an agent of her own: a second factor serves once in thirty seconds.
const AGENTS = ['agent.bron@example.org', 'agent2.bron@example.org', 'agent3.bron@example.org', 'agent4.bron@example.org'];

const set = stage();

for (const [index, cell] of VISITORS.entries()) {
  test(`a birth certificate, from the search to the answer (${named(cell)})`, { timeout: 240_000 }, () => certificate(set, cell, AGENTS[index]));
}
