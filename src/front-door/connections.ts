import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Connections at once, of all and of one address; a browser opens six. */
const MOST = { all: 4000, ofOne: 1000 };

/**
 * Bounds how long a connection may dawdle and how many there are: headers in 15 s, no byte either way for two minutes,
 * everything sent in ten (a kind of request may allow less). Behind proxies the addresses are theirs, and theirs the count.
 */
export function boundConnections(server: Server, proxies: number, most = MOST): void {
  server.headersTimeout = 15_000;
  server.requestTimeout = 600_000;
  server.keepAliveTimeout = 10_000;
  server.timeout = 120_000;
  server.maxConnections = most.all;
  server.maxRequestsPerSocket = 10_000;
  if (proxies > 0) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress;
    if (address === undefined) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > most.ofOne) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

/** How often Node looks for connections that dawdle; given when the server is made. */
export const CONNECTIONS_CHECKED_EVERY = 5_000;
