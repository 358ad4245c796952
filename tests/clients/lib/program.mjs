// A program that serves while tests run. It never outlives us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { within } from '../../browser/lib/bounded.mjs';

const STOP = 5_000;

// A signal would end us without a word to the programs that we started.
process.once('SIGTERM', () => process.exit(1));

// `said` is what it printed, `failure` rejects when it ends by itself.
export async function start([command, ...args], { cwd, env }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]);
  const failure = ended.then(([reason]) => Promise.reject(new Error(`${command} ended: ${reason}`)));
  failure.catch(() => {});
  const end = async () => {
    process.off('exit', endWithUs);
    child.kill('SIGTERM');
    await within(STOP, `the end of ${command}`, ended).catch(() => child.kill('SIGKILL'));
  };
  return { said: () => text, failure, end };
}
