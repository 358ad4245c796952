// The demo under test: `guichet demo` on free ports, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from './program.mjs';

// Starts a demo. `demo` is what it prints with --json: sites, accounts,
// oidc_clients, instances. A journey that moves the clock or breaks things
// starts its own; the others share one.
export async function startServer(...options) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { value: demo, end } = await run(['demo', '--port', '0', '--json', '--dir', folder, ...options], addresses);
    return { demo, folder, end, remove, stop: () => end().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

// What the shared demo printed, when the journeys are run together; else a
// demo for this file alone, ended by `stop`.
export async function sharedServer() {
  const { GUICHET_DEMO } = process.env;
  return GUICHET_DEMO ? { demo: JSON.parse(GUICHET_DEMO), stop: async () => {} } : startServer();
}

// The first line that is the JSON; what follows is read and left.
function addresses(child) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"sites"')) resolve(JSON.parse(line));
    });
  });
}
