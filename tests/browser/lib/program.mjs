// The program under test, as a process with a log of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { within } from './bounded.mjs';
import { left, program } from './paths.mjs';

const START = 150_000;
const STOP = 30_000;

// Runs `guichet` with these arguments until `ready`, given the process, holds;
// `end` stops it. It never outlives us.
export async function run(args, ready, env = {}) {
  const log = await openLog();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', log.file.fd], env: { ...process.env, ...env } });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);

  const end = async () => {
    await stop(child);
    await log.file.close();
    process.off('exit', endWithUs);
  };
  try {
    const value = await within(START, `guichet ${args[0]}`, Promise.race([ready(child), failure(child)]));
    return { value, end };
  } catch (error) {
    await end();
    throw new Error(`${program} did not start: ${error.message}\n${await readFile(log.path, 'utf8')}`);
  }
}

async function openLog() {
  await mkdir(left, { recursive: true });
  const path = join(left, `server-${process.pid}-${Date.now()}.log`);
  return { path, file: await open(path, 'w') };
}

async function failure(child) {
  const [reason] = await Promise.race([once(child, 'error'), once(child, 'exit')]);
  throw reason instanceof Error ? reason : new Error(`it ended with code ${reason}`);
}

async function stop(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await within(STOP, 'the end of the program', ended).catch(async () => {
    child.kill('SIGKILL');
    await ended;
  });
}
