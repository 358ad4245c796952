// A network of one's own, where the names of a deployment lead to this machine.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// When it ends, everything in it ends.
const APART = ['--map-root-user', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
const LONGEST = 150_000;

// Once the anycast address of 6to4 relays, nobody's since RFC 7526: a public
// one, as the program wants of whatever it calls.
const ADDRESS = '192.88.99.1';

const IN = `ip link set lo up && ip address add ${ADDRESS}/32 dev lo && mount --bind "$1" /etc/hosts && shift && exec "$@"`;

// Whether this machine lets us have one.
export const isPossible = () => spawnSync('unshare', [...APART, 'ip', 'link', 'set', 'lo', 'up']).status === 0;

// Runs a script of Node's in a network where these names are ours; its exit code, and what it said.
export async function runApart(names, script) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-hosts-'));
  try {
    const hosts = join(folder, 'hosts');
    await writeFile(hosts, `127.0.0.1 localhost\n::1 localhost\n${ADDRESS} ${names.join(' ')}\n`);
    const child = spawn('unshare', [...APART, 'sh', '-c', IN, 'sh', hosts, process.execPath, script], { stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    const [code] = await once(child, 'close');
    return { code, said };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
