// Ports that nobody uses now, one for each name.
import { once } from 'node:events';
import { createServer } from 'node:net';

export async function freePorts(names) {
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return Object.fromEntries(names.map((name, rank) => [name, ports[rank]]));
}
