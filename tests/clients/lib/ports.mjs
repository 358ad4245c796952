// Ports that nobody uses now, one for each name: below those that the system
// gives by itself, so that none of our own servers is given one of them meanwhile.
import { once } from 'node:events';
import { createServer } from 'node:net';

const [FIRST, COUNT] = [20_000, 12_000];

export async function freePorts(names) {
  const servers = [];
  while (servers.length < names.length) {
    const server = createServer().listen(FIRST + Math.floor(Math.random() * COUNT), '127.0.0.1');
    if (await listens(server)) servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return Object.fromEntries(names.map((name, rank) => [name, ports[rank]]));
}

async function listens(server) {
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    return false;
  }
}
