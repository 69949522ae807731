import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import { afterEach, expect, test } from 'vitest';
import { BodyRefused } from './body-watch.ts';
import { boundConnections } from './connections.ts';
import { type FrontDoorOptions, frontDoor } from './front-door.ts';
import { BOUNDS, type ClassBounds, laneBounds, type RouteClass } from './route-class.ts';

const KB = 1024;
const MB = 1024 * KB;
const FORM = 'application/x-www-form-urlencoded';

const servers: Server[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Reads the body as the application does and answers how much came, or with the status that ended the reading. */
const reading: RequestListener = (request, response) => {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.once('end', () => response.end(`read ${bytes}`));
  request.once('error', (error) => {
    response.statusCode = error instanceof BodyRefused ? error.status : 500;
    response.end(`refused ${response.statusCode}`);
  });
};

type Door = { readonly port: number; readonly server: Server };

async function open(inside: RequestListener, options: Partial<FrontDoorOptions> = {}): Promise<Door> {
  const door = frontDoor(
    {
      costPerMinute: 0,
      addressOf: (request) => String(request.headers['x-from'] ?? '192.0.2.1'),
      laneBounds: (kind) => laneBounds(kind, 'server'),
      hasRoom: () => true,
      ...options,
    },
    inside,
  );
  const server = createServer({ connectionsCheckingInterval: 50 }, door.request);
  server.on('checkContinue', door.checkContinue);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

/** A raw connection: what is written goes out as it is, what comes back is collected. */
function dial(port: number) {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes.toString();
  });
  return {
    socket,
    heard: () => heard,
    /** What had been heard when `wanted` was, or when the other side closed. */
    until: (wanted: RegExp) =>
      new Promise<string>((resolve) => {
        const look = () => wanted.test(heard) && resolve(heard);
        socket.on('data', look);
        socket.once('close', () => resolve(heard));
        look();
      }),
  };
}

function head(path: string, type: string, body: string, more = ''): string {
  return `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\n${body}\r\n${more}\r\n`;
}

async function send(
  port: number,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return { status: response.status, text: await response.text() };
}

test('a sign-in form of 20 MB is refused unread, and its sender hears it while still sending', async () => {
  let asked = 0;
  const { port } = await open((request, response) => {
    asked += 1;
    reading(request, response);
  });
  const line = dial(port);
  const body = Buffer.from('a=&'.repeat((20 * MB) / 3));
  line.socket.write(head('/masuk?/masuk', FORM, `content-length: ${body.length}`));
  line.socket.write(body);
  const answer = await line.until(/<\/html>/);
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('Kiriman ini terlalu besar');
  expect(answer).toContain('16 kB');
  expect(asked).toBe(0);
});

/** Answers as the application does whoever may not send this at all: by the head alone. */
const unread: RequestListener = (message, response) => {
  const request = getRequest({ request: message, response, base: 'http://127.0.0.1' });
  setResponse(response, new Response(`not yours, ${request.method}`, { status: 403 }));
};

test('of a body that is answered unread only a little is received, and its sender hears the answer', async () => {
  const { port, server } = await open(unread);
  const received: Socket[] = [];
  server.on('connection', (socket) => received.push(socket));
  const photos = head(
    '/bandung/kegiatan/1/kemajuan',
    'multipart/form-data; boundary=xx',
    `content-length: ${40 * MB}`,
  );

  const slow = dial(port);
  slow.socket.write(photos);
  slow.socket.write(Buffer.alloc(64 * KB));
  expect(await slow.until(/not yours, POST/)).toMatch(/^HTTP\/1.1 403 /);

  const fast = dial(port);
  fast.socket.write(photos);
  fast.socket.write(Buffer.alloc(40 * MB));
  expect(await fast.until(/not yours, POST/)).toMatch(/^HTTP\/1.1 403 /);

  const program = await fetch(`http://127.0.0.1:${port}/api/v1/bandung/proposals/1/photos`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=xx' },
    body: new Uint8Array(40 * MB),
  });
  expect([program.status, await program.text()]).toEqual([403, 'not yours, POST']);

  // Whoever goes on sending is cut off in the end.
  await Promise.all(
    received.map((socket) => socket.destroyed || new Promise((resolve) => socket.once('close', resolve))),
  );
  expect(received).toHaveLength(3);
  for (const { bytesRead } of received) expect(bytesRead).toBeLessThan(MB);
});

test('a small form that is answered unread leaves its connection as it was', async () => {
  const { port } = await open(unread);
  const line = dial(port);
  const form = (text: string) =>
    `${head('/bandung/usulan/1', FORM, `content-length: ${text.length}`)}${text}`;
  line.socket.write(form('a=1'));
  await line.until(/not yours, POST/);
  line.socket.write(form('b'.repeat(100 * KB)));
  expect(await line.until(/(not yours, POST[\s\S]*){2}/)).toMatch(/^(HTTP\/1.1 403 [\s\S]*){2}$/);
});

test('who asks before sending hears the refusal without having sent anything', async () => {
  const { port } = await open(reading);
  const line = dial(port);
  line.socket.write(
    head(
      '/api/v1/bandung/proposals',
      'application/json',
      'content-length: 9000000',
      'expect: 100-continue\r\n',
    ),
  );
  const answer = await line.until(/\}$/);
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('request-too-large');
  const allowed = dial(port);
  allowed.socket.write(
    head('/api/v1/bandung/proposals', 'application/json', 'content-length: 2', 'expect: 100-continue\r\n'),
  );
  await allowed.until(/100 Continue/);
  allowed.socket.write('{}');
  expect(await allowed.until(/read 2/)).toMatch(/HTTP\/1.1 200 /);
});

test.each([
  { what: 'a form', type: FORM, unit: 'a=&' },
  { what: 'a form in parts', type: 'multipart/form-data; boundary=xx', unit: '--xx\r\n\r\n' },
  { what: 'a JSON text', type: 'application/json', unit: '[],' },
])(
  '$what without an announced length is counted as it comes, by bytes and by fields',
  async ({ type, unit }) => {
    const bounds = (kind: RouteClass): ClassBounds => ({
      ...BOUNDS[kind],
      body: { bytes: 100 * KB, fields: 500, seconds: 30 },
    });
    const { port } = await open(reading, { bounds });
    const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
    const first = (text: string) =>
      head('/bandung/usulan/baru', type, 'transfer-encoding: chunked') + chunk(text);

    const few = dial(port);
    few.socket.write(`${first(unit.repeat(100))}0\r\n\r\n`);
    expect(await few.until(/read \d+/)).toContain(`read ${100 * unit.length}`);

    const many = dial(port);
    // Cut in the middle of a unit, so that what parts fields lies across two chunks.
    many.socket.write(first(unit.repeat(400) + unit.slice(0, 1)));
    many.socket.write(chunk(unit.slice(1) + unit.repeat(400)));
    expect(await many.until(/refused/)).toMatch(/^HTTP\/1.1 413 /);

    const large = dial(port);
    large.socket.write(first('x'.repeat(60 * KB)));
    large.socket.write(chunk('x'.repeat(60 * KB)));
    expect(await large.until(/refused/)).toMatch(/^HTTP\/1.1 413 /);
  },
);

test('a body that dawdles is given up, a head that dawdles is cut off', async () => {
  const bounds = (kind: RouteClass): ClassBounds => ({
    ...BOUNDS[kind],
    body: { ...BOUNDS[kind].body, seconds: 0.1 },
  });
  const { port, server } = await open(reading, { bounds });
  boundConnections(server, 0);
  server.headersTimeout = 100;
  server.requestTimeout = 1000;
  const slow = dial(port);
  slow.socket.write(`${head('/masuk', FORM, 'content-length: 100')}a=`);
  expect(await slow.until(/refused/)).toMatch(/^HTTP\/1.1 408 /);
  const slower = dial(port);
  slower.socket.write('GET / HTTP/1.1\r\nhost: x\r\nx-');
  expect(await slower.until(/never/)).toMatch(/^(HTTP\/1.1 408 |$)/);
});

test('one address may not hold all connections', async () => {
  const { port, server } = await open(reading);
  boundConnections(server, 0, { all: 100, ofOne: 5 });
  const lines = Array.from({ length: 8 }, () => dial(port));
  const closed = await Promise.all(
    lines
      .slice(5)
      .map(({ socket }) => new Promise((resolve) => socket.once('close', () => resolve('closed')))),
  );
  expect(closed).toEqual(['closed', 'closed', 'closed']);
  lines[0]?.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await lines[0]?.until(/read 0/)).toMatch(/^HTTP\/1.1 200 /);
});

/** Answers when it is told to. */
function heldBack() {
  const held: ServerResponse[] = [];
  const listener: RequestListener = (_request: IncomingMessage, response) => {
    held.push(response);
  };
  return { held, listener };
}

test('heavy pages run a few at a time, more wait, the rest are told when to come back; plain pages go on', async () => {
  const { held, listener } = heldBack();
  const { port } = await open(listener, { laneBounds: () => ({ running: 2, waiting: 2, seconds: 30 }) });
  const heavy = Array.from({ length: 5 }, () =>
    fetch(`http://127.0.0.1:${port}/bandung/analisis/keseimbangan`),
  );
  const refused = await Promise.race(heavy);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await refused.text()).toContain('Pilar sedang ramai');
  expect(held).toHaveLength(2);
  const plain = send(port, '/bandung');
  await expect.poll(() => held.length).toBe(3);
  held[2]?.end('plain');
  expect(await plain).toEqual({ status: 200, text: 'plain' });
  held[0]?.end('done');
  held[1]?.end('done');
  await expect.poll(() => held.length).toBe(5);
  held[3]?.end('done');
  held[4]?.end('done');
  const all = await Promise.all(heavy);
  expect(all.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 503]);
});

test('a wait has an end', async () => {
  const { held, listener } = heldBack();
  const { port } = await open(listener, { laneBounds: () => ({ running: 1, waiting: 5, seconds: 0.05 }) });
  const first = send(port, '/bandung');
  await expect.poll(() => held.length).toBe(1);
  expect((await send(port, '/bandung')).status).toBe(503);
  held[0]?.end('late but there');
  expect(await first).toEqual({ status: 200, text: 'late but there' });
});

test('a page may cost each address so much a minute; pictures and styles are free', async () => {
  const time = new Date('2026-11-28T10:00:00Z');
  const { port } = await open(reading, { costPerMinute: 12, now: () => time });
  const from = (address: string) => ({ headers: { 'x-from': address } });
  const statuses = async (path: string, times: number, address: string) => {
    const all: number[] = [];
    for (let n = 0; n < times; n += 1) all.push((await send(port, path, from(address))).status);
    return all;
  };
  expect(await statuses('/_app/immutable/a.js', 20, '192.0.2.1')).not.toContain(429);
  // Two balance pages of five, then two plain ones.
  expect(await statuses('/bandung/analisis/keseimbangan', 2, '192.0.2.1')).toEqual([200, 200]);
  expect(await statuses('/bandung', 3, '192.0.2.1')).toEqual([200, 200, 429]);
  expect(await statuses('/bandung', 1, '192.0.2.2')).toEqual([200]);
  // One line is given 2^64 addresses of IPv6: they count as one.
  expect(await statuses('/bandung', 12, '2001:db8:1:2::1')).not.toContain(429);
  expect(await statuses('/bandung', 1, '2001:db8:1:2:ffff::9')).toEqual([429]);
  expect(await statuses('/bandung', 1, '2001:db8:1:3::1')).toEqual([200]);
});

test('uploads share a room of megabytes, and none is taken when the disk is full', async () => {
  let room = true;
  const { held, listener } = heldBack();
  const { port } = await open(listener, {
    hasRoom: () => room,
    laneBounds: (kind) => ({ ...laneBounds(kind, 'server'), waiting: 0 }),
  });
  const upload = (megabytes: number) => {
    const line = dial(port);
    line.socket.write(
      head(
        '/bandung/kegiatan/1/kemajuan',
        'multipart/form-data; boundary=xx',
        `content-length: ${megabytes * MB}`,
      ),
    );
    return line;
  };
  for (const _ of [1, 2, 3]) upload(47);
  await expect.poll(() => held.length).toBe(3);
  expect(await upload(47).until(/<\/html>/)).toMatch(/^HTTP\/1.1 503 /);
  upload(3);
  await expect.poll(() => held.length).toBe(4);
  room = false;
  expect(await upload(1).until(/<\/html>/)).toContain('Tempat penyimpanan penuh');
});

test('what an officer may send still comes in', async () => {
  const { port } = await open(reading);
  const lines = Array.from({ length: 10_000 }, (_, i) => `costLines.${i}.item=Barang+${i}`).join('&');
  const plan = { method: 'POST', headers: { 'content-type': FORM }, body: lines };
  expect(await send(port, '/bandung/usulan/1/ubah?/ajukan', plan)).toEqual({
    status: 200,
    text: `read ${lines.length}`,
  });
  const photos = new FormData();
  for (const name of ['a', 'b', 'c'])
    photos.append('photos', new Blob([new Uint8Array(15_000_000)]), `${name}.jpg`);
  const sent = await send(port, '/bandung/kegiatan/1/kemajuan', { method: 'POST', body: photos });
  expect(sent.status).toBe(200);
  expect(Number(/\d+/.exec(sent.text)?.[0])).toBeGreaterThan(45_000_000);
});

test('an address that cannot be decoded or holds a NUL is refused', async () => {
  const { port } = await open(reading);
  for (const path of ['/%ff', '/bandung/%00', '/bandung/usulan/a%00b?x=1', '/bandung/usulan?program=a%00b']) {
    expect((await send(port, path)).status, path).toBe(400);
  }
});

test('whoever hangs up while waiting leaves no work behind', async () => {
  const { held, listener } = heldBack();
  const { port } = await open(listener, { laneBounds: () => ({ running: 1, waiting: 5, seconds: 30 }) });
  const first = fetch(`http://127.0.0.1:${port}/bandung`);
  await expect.poll(() => held.length).toBe(1);
  const impatient = dial(port);
  impatient.socket.write('GET /bandung/a HTTP/1.1\r\nhost: x\r\n\r\n');
  const patient = fetch(`http://127.0.0.1:${port}/bandung/b`);
  await new Promise<void>((resolve) => impatient.socket.end(resolve));
  impatient.socket.destroy();
  held[0]?.end('first');
  await expect.poll(() => held.length).toBeGreaterThan(1);
  for (const response of held.slice(1)) response.end('next');
  await expect.poll(() => held.filter((one) => one.req.url === '/bandung/b').length).toBe(1);
  for (const response of held) if (!response.writableEnded) response.end('next');
  expect(await (await patient).text()).toBe('next');
  expect(await (await first).text()).toBe('first');
});
