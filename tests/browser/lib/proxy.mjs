// A proxy that terminates TLS, as in front of a deployment.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';

// A certificate of these names that nobody signed: the paths of it and of its key.
export async function certificate(folder, names) {
  const paths = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${names[0]}`];
  const extensions = [`subjectAltName=${names.map((name) => `DNS:${name}`)}`, 'basicConstraints=critical,CA:FALSE'];
  const out = ['-out', paths.cert, '-keyout', paths.key];
  await promisify(execFile)('openssl', ['req', '-x509', ...kind, ...extensions.flatMap((each) => ['-addext', each]), ...out]);
  return paths;
}

// Serves the usual port, and passes everything on with the `Host` that was asked for.
export async function startProxy({ cert, key }, port) {
  const pass = (asked, answer) => {
    const headers = { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress };
    const inner = request({ host: '127.0.0.1', port, method: asked.method, path: asked.url, headers }, (given) => {
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    inner.on('error', () => answer.destroy());
    asked.pipe(inner);
  };
  const server = createServer({ cert: await readFile(cert), key: await readFile(key) }, pass).listen(443);
  await once(server, 'listening');
  return {
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
