// Runs third-party clients against one demo: node run.mjs [part of a file's name…]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../browser/lib/server.mjs';
import { freePorts } from './lib/ports.mjs';
import { configuration } from './lib/provider.mjs';
import { SAMPLES } from './lib/samples.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

async function chosenFiles(filters) {
  const entries = await readdir(here, { recursive: true });
  const tests = entries.filter((entry) => entry.endsWith('.test.mjs') && !entry.startsWith('node_modules'));
  return tests.filter((entry) => filters.length === 0 || filters.some((part) => entry.includes(part))).sort();
}

async function runTests(files, env) {
  const options = ['--test', '--test-concurrency=3', '--test-reporter=spec'];
  const runner = spawn(process.execPath, [...options, ...files], { cwd: here, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  const forward = (signal) => runner.kill(signal);
  process.on('SIGTERM', forward).on('SIGINT', forward);
  const [code] = await once(runner, 'exit');
  return code ?? 1;
}

const files = await chosenFiles(process.argv.slice(2));
if (files.length === 0) {
  console.error('no test of a client has such a name');
  process.exitCode = 1;
} else {
  const ports = await freePorts([...Object.keys(SAMPLES).flatMap((name) => [name, `${name}-doubt`, `${name}-trial`]), 'careless']);
  const allow = Object.values(ports).flatMap((port) => ['--allow', `localhost:${port}`]);
  const server = await startServer('--cases', '0', ...allow);
  try {
    const config = join(server.folder, 'guichet.toml');
    await writeFile(config, configuration(server.folder, server.demo.sites));
    const env = { GUICHET_CODES: join(server.folder, 'codes'), GUICHET_DEMO: JSON.stringify(server.demo), CLIENTS_CONFIG: config, CLIENTS_PORTS: JSON.stringify(ports) };
    process.exitCode = await runTests(files, env);
  } finally {
    await server.stop();
  }
}
