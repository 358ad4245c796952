// A deployment: `guichet serve` behind a proxy, with four names, on the data of a demo.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './bounded.mjs';
import { run } from './program.mjs';
import { certificate, startProxy } from './proxy.mjs';
import { startServer } from './server.mjs';

export const NAMES = { portal: 'guichet.example', desk: 'agents.guichet.example', connect: 'connect.guichet.example', console: 'console.guichet.example' };

const PORT = 8080;
const OPS = '127.0.0.1:8084';

// What a demo tells, with the sites of the deployment.
export async function startDeployment() {
  const made = await startServer('--cases', '0');
  await made.end();
  const paths = await certificate(made.folder, Object.values(NAMES));
  const config = join(made.folder, 'guichet.toml');
  await writeFile(config, configuration(made.folder));
  const program = await run(['serve', '--config', config], isReady, { SSL_CERT_FILE: paths.cert, RUST_LOG: 'warn' });
  const proxy = await startProxy(paths, PORT);
  const sites = Object.fromEntries(Object.entries(NAMES).map(([site, name]) => [site, `https://${name}`]));
  const stop = async () => {
    proxy.stop();
    await program.end();
    await made.remove();
  };
  return { demo: { ...made.demo, sites }, stop };
}

const configuration = (folder) => `
data = "${folder}"
secret_file = "${folder}/secret"
answer_keys = [{ name = "answer-key", file = "${folder}/answer-key" }]
listen = ["127.0.0.1:${PORT}"]
trusted_proxies = ["127.0.0.1"]
ops = "${OPS}"

[sites]
${Object.entries(NAMES).map(([site, name]) => `${site} = "https://${name}"`).join('\n')}

[mail]
host = "127.0.0.1"
port = 25
tls = "none"
sender_name = "Guichet"
sender_address = "ne-pas-repondre@guichet.example"
`;

// Its log is read and left.
function isReady(child) {
  child.stdout.resume();
  return until(30_000, 'a deployment that is ready', async () => {
    const answer = await fetch(`http://${OPS}/health/ready`).catch(() => undefined);
    return answer?.ok ? true : undefined;
  });
}
