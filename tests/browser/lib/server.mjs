// The demo under test: `guichet demo` on free ports, in a folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { within } from './bounded.mjs';
import { left, program } from './paths.mjs';

const START = 60_000;
const STOP = 10_000;

// Starts a demo. `demo` is what it prints with --json: sites, accounts,
// oidc_clients, instances. A journey that moves the clock or breaks things
// starts its own; the others share one.
export async function startServer(...options) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-'));
  const log = await openLog();
  const child = spawn(program, ['demo', '--port', '0', '--json', '--dir', folder, ...options], { stdio: ['ignore', 'pipe', log.file.fd] });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);

  const stop = async () => {
    await end(child);
    await log.file.close();
    process.off('exit', endWithUs);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const demo = await within(START, 'the demo’s addresses', Promise.race([addresses(child), failure(child)]));
    return { demo, pid: child.pid, folder, stop };
  } catch (error) {
    await stop();
    throw new Error(`${program} did not start: ${error.message}\n${await readFile(log.path, 'utf8')}`);
  }
}

// What the shared demo printed, when the journeys are run together; else a
// demo for this file alone, ended by `stop`.
export async function sharedServer() {
  const { GUICHET_DEMO } = process.env;
  return GUICHET_DEMO ? { demo: JSON.parse(GUICHET_DEMO), stop: async () => {} } : startServer();
}

async function openLog() {
  await mkdir(left, { recursive: true });
  const path = join(left, `server-${process.pid}-${Date.now()}.log`);
  return { path, file: await open(path, 'w') };
}

// The first line that is the JSON; what follows is read and left.
function addresses(child) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"sites"')) resolve(JSON.parse(line));
    });
  });
}

async function failure(child) {
  const [reason] = await Promise.race([once(child, 'error'), once(child, 'exit')]);
  throw reason instanceof Error ? reason : new Error(`it ended with code ${reason}`);
}

async function end(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await within(STOP, 'the end of the demo', ended).catch(async () => {
    child.kill('SIGKILL');
    await ended;
  });
}
