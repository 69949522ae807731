import { connect, type Socket } from 'node:net';
import { median, percentile, say } from '../measure.ts';
import type { Options } from './options.ts';
import { send } from './send.ts';
import { startTarget, watchHealth } from './target.ts';

/** Seconds for which the slow ones go on, unless all were closed before: longer than a head may take, and than a body of a sign-in. */
const LONGEST = 60;

/** Where the others read from: whoever shares the attacker's address shares the bound on its connections. */
const OTHERS = '127.0.0.2';

/** How somebody holds a connection: what is sent at once, and what drips out, a byte a second. */
const WAYS = [
  { name: 'opens and says nothing', first: '', drip: '' },
  { name: 'half a head', first: 'GET /bandung HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ', drip: 'a' },
  {
    name: 'a form byte by byte',
    first:
      'POST /masuk?/masuk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n',
    drip: 'a',
  },
  {
    name: 'a chunked body without end',
    first:
      'POST /api/v1/bandung/proposals HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    drip: '1\r\n \r\n',
  },
  {
    name: 'asks and does not read',
    first: 'GET /bandung/usulan HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(20),
    drip: '',
  },
] as const;

/** Holds `count` connections in slow ways while others, from another address, read pages; answers how many of those got no answer. */
export async function slow({ count, minutes, database }: Options): Promise<number> {
  const target = await startTarget(database);
  const { port } = target;
  const sockets: Socket[] = [];
  try {
    const stopWatching = watchHealth(port, OTHERS);
    const begun = performance.now();
    const closedAfter = new Map<string, number[]>(WAYS.map(({ name }) => [name, []]));
    for (let i = 0; i < Math.min(count, 3000); i += 1) {
      const way = WAYS[i % WAYS.length] ?? WAYS[0];
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      if (way.first) socket.write(way.first);
      if (way.name === 'asks and does not read') socket.pause();
      else socket.resume();
      const dripping = way.drip ? setInterval(() => socket.write(way.drip), 1000) : undefined;
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(dripping);
        closedAfter.get(way.name)?.push((performance.now() - begun) / 1000);
      });
    }
    const times: number[] = [];
    let unanswered = 0;
    const end = begun + Math.min(LONGEST, minutes * 60) * 1000;
    while (performance.now() < end && target.death() === undefined) {
      const heard = await send(port, {
        method: 'GET',
        path: '/bandung',
        headers: { accept: 'text/html' },
        from: OTHERS,
      });
      if (typeof heard === 'string' || heard.status !== 200) unanswered += 1;
      else times.push(heard.milliseconds);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const [name, seconds] of closedAfter) {
      say(
        `${name}: closed by the server, the last after, s`,
        String(seconds.length),
        Math.max(0, ...seconds),
      );
    }
    say('connections held', sockets.length);
    say(
      'pages meanwhile: median, p99, ms, unanswered',
      median(times),
      percentile(times, 0.99),
      String(unanswered),
    );
    await stopWatching();
    say('died', target.death() ?? 'no');
    return unanswered + (target.death() === undefined ? 0 : 1);
  } finally {
    for (const socket of sockets) socket.destroy();
    await target.close();
  }
}
