// The whole journey again where databases are PostgreSQL's: a demo of its own.
import { test } from 'node:test';
import { startServer } from '../lib/server.mjs';
import { stage } from '../lib/stage.mjs';
import { certificate } from './certificate/whole.mjs';

const { TEST_POSTGRES } = process.env;

if (TEST_POSTGRES) {
  const set = stage(() => startServer('--database-url', TEST_POSTGRES));
  test('a birth certificate, from the search to the answer, on PostgreSQL', { timeout: 240_000 }, () =>
    certificate(set, { size: 'desktop', script: true }, 'agent.bron@example.org'));
} else {
  test('a birth certificate on PostgreSQL', { skip: 'TEST_POSTGRES names no database: cargo xtask test --browser starts one' });
}
