// The samples of the connection kit, copied as a partner receives them and
// started as their README says.
import { chmod, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../../browser/lib/bounded.mjs';
import { start } from './program.mjs';

const kit = fileURLToPath(new URL('../../../crates/identity/kit/samples/', import.meta.url));
const packages = fileURLToPath(new URL('../node_modules', import.meta.url));
export const python = join(process.env.CLIENTS_PYTHON ?? '', 'bin/python');

// By sample: the command of its README, and where the provider tells it of
// sign-outs.
export const SAMPLES = {
  node: { command: () => ['node', 'server.mjs'], backchannel: '/backchannel-logout' },
  python: { command: () => [python, 'app.py'], backchannel: '/backchannel-logout' },
  php: { command: ({ port }) => ['php', '-S', `localhost:${port}`, 'index.php'], backchannel: '/backchannel-logout' },
  apache: {
    command: ({ folder }) => ['/usr/sbin/apache2', '-d', folder, '-f', join(folder, 'glc.conf'), '-D', 'FOREGROUND'],
    backchannel: '/callback?logout=backchannel',
  },
};

// Starts one; `stop` ends it and removes the copy.
export async function startSample(name, { issuer, client, base }) {
  const folder = await mkdtemp(join(tmpdir(), `glc-${name}-`));
  await cp(join(kit, name), folder, { recursive: true });
  // Apache leaves root for a user who must read its pages
  await chmod(folder, 0o755);
  if (name === 'node') await symlink(packages, join(folder, 'node_modules'));
  await mkdir(join(folder, 'run'), { recursive: true });
  const { port } = new URL(base);
  const own = { GLC_CLIENT_ID: client.client_id, GLC_CLIENT_SECRET: client.client_secret, BASE_URL: base };
  const settings = { GLC_ISSUER: issuer, GLC_SCOPE: 'openid profile email', ...own };
  const env = { ...settings, PORT: port, PYTHONDONTWRITEBYTECODE: '1' };
  const program = await start(SAMPLES[name].command({ port, folder }), { cwd: folder, env });
  const stop = async () => {
    await program.end();
    await rm(folder, { recursive: true, force: true });
  };
  const answers = () => fetch(base, { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok || undefined, () => undefined);
  try {
    await Promise.race([until(20_000, `the sample ${name}`, answers), program.failure]);
    return { base, stop, said: program.said };
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${program.said()}`);
  }
}
