// The demo that `run.mjs` started, and the clients registered with it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from '../../browser/lib/paths.mjs';

const { GUICHET_DEMO, CLIENTS_CONFIG, CLIENTS_PORTS } = process.env;

// What it printed with --json.
export const demo = JSON.parse(GUICHET_DEMO ?? 'null');
export const issuer = demo?.sites.connect;

// Where a client of this name may listen: the provider may call it there.
export const baseOf = (name) => `http://localhost:${JSON.parse(CLIENTS_PORTS)[name]}`;

export function account({ accounts }, login) {
  const found = accounts.find((each) => each.login === login);
  assert.ok(found, `the demo has no ${login}`);
  return found;
}

// `guichet client create`: its identifier and its secret.
export async function register(name, { redirect = [], home, backchannel, more = [] }) {
  const several = (option, values) => values.flatMap((value) => [option, value]);
  const addresses = [...several('--redirect-uri', redirect), ...several('--post-logout-uri', home ? [home] : [])];
  const told = several('--backchannel-uri', backchannel ? [backchannel] : []);
  const args = ['client', 'create', '--config', CLIENTS_CONFIG, '--name', name, ...addresses, ...told, ...more, '--json'];
  const { stdout } = await promisify(execFile)(program, args, { timeout: 30_000 });
  return JSON.parse(stdout);
}

// The configuration by which `guichet client` finds the data of a demo.
export const configuration = (folder, sites) => `
data = "${folder}"
secret_file = "${join(folder, 'secret')}"
answer_keys = [{ name = "answer-key", file = "${join(folder, 'answer-key')}" }]
listen = ["127.0.0.1:0"]
ops = "127.0.0.1:0"
[sites]
${['portal', 'desk', 'connect', 'console'].map((site) => `${site} = "${sites[site]}"`).join('\n')}
[mail]
host = "127.0.0.1"
port = 25
tls = "none"
sender_name = "Guichet"
sender_address = "ne-pas-repondre@guichet.example"
`;
