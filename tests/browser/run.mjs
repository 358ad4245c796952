// Runs the journeys against one demo: node run.mjs [part of a file's name…]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './lib/server.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

async function chosenFiles(filters) {
  const entries = await readdir(here, { recursive: true });
  const tests = entries.filter((entry) => entry.endsWith('.test.mjs') && !entry.startsWith('node_modules'));
  return tests.filter((entry) => filters.length === 0 || filters.some((part) => entry.includes(part))).sort();
}

async function runTests(files, { demo, folder }) {
  const env = { ...process.env, GUICHET_DEMO: JSON.stringify(demo), GUICHET_CODES: join(folder, 'codes') };
  const options = ['--test', '--test-concurrency=2', '--test-reporter=spec'];
  const runner = spawn(process.execPath, [...options, ...files], { cwd: here, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const forward = (signal) => runner.kill(signal);
  process.on('SIGTERM', forward).on('SIGINT', forward);
  const [code] = await once(runner, 'exit');
  return code ?? 1;
}

const files = await chosenFiles(process.argv.slice(2));
if (files.length === 0) {
  console.error('no journey has such a name');
  process.exitCode = 1;
} else {
  const server = await startServer();
  try {
    process.exitCode = await runTests(files, server);
  } finally {
    await server.stop();
  }
}
