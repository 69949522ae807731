import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { LARGEST_FILE } from '#kernel/sent-file.ts';
import { openIncoming } from './incoming.ts';
import { formFingerprint, ReceivedFile, receiveFile, receiveForm } from './receive-form.ts';

function newBox() {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-incoming-'));
  const box = openIncoming(folder).open();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { folder, box };
}

const BOUNDARY = '----pilar';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** A form as a browser writes it. */
async function written(form: FormData): Promise<{ body: Buffer; type: string }> {
  const response = new Response(form);
  return {
    body: Buffer.from(await response.arrayBuffer()),
    type: response.headers.get('content-type') ?? '',
  };
}

function inPieces(body: Uint8Array, size = 65_536): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= body.length) return controller.close();
      controller.enqueue(body.subarray(at, at + size));
      at += size;
    },
  });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('fields and files arrive as they were sent, in their order, cut anywhere', async () => {
  const sent = new FormData();
  sent.append('title', 'Drainase “Gang Melati”\r\nRW 01');
  sent.append('photos', new File([Buffer.alloc(100_000, 7)], 'foto "1".jpg', { type: 'image/jpeg' }));
  sent.append('title', '');
  sent.append('photos', new File([], ''));
  sent.append('é', 'ü');
  const { body, type } = await written(sent);
  for (const size of [1000, 4096, body.length]) {
    const { box } = newBox();
    const form = await receiveForm(inPieces(body, size), type, box);
    if (typeof form === 'string') throw new Error(form);
    const shown = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.size]);
    expect(shown).toEqual([
      ['title', 'Drainase “Gang Melati”\r\nRW 01'],
      ['photos', 100_000],
      ['title', ''],
      ['photos', 0],
      ['é', 'ü'],
    ]);
    const [file, untouched] = form.getAll('photos');
    if (!(file instanceof ReceivedFile)) throw new Error('no file');
    expect(file).toMatchObject({ sha256: sha256(Buffer.alloc(100_000, 7)), type: 'image/jpeg' });
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.alloc(100_000, 7))).toBe(true);
    expect(untouched).toMatchObject({ name: '', size: 0 });
  }
});

test('the same form has the same fingerprint however it is wrapped; another file has another', async () => {
  const fingerprint = async (content: string, key: string) => {
    const { box } = newBox();
    const sent = new FormData();
    sent.append('_key', key);
    sent.append('note', 'sama');
    sent.append('photos', new File([content], 'a.jpg'));
    const { body, type } = await written(sent);
    const form = await receiveForm(inPieces(body), type, box);
    if (typeof form === 'string') throw new Error(form);
    return formFingerprint(form, ['_key']);
  };
  const first = await fingerprint('satu', 'kunci-1');
  expect(await fingerprint('satu', 'kunci-2')).toBe(first);
  expect(await fingerprint('dua', 'kunci-1')).not.toBe(first);
});

function part(headers: string, content: Uint8Array | string = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
}

const end = Buffer.from(`--${BOUNDARY}--\r\n`);
const many = (count: number, made: (i: number) => Buffer) => Array.from({ length: count }, (_, i) => made(i));

test.each<[string, () => Buffer[], 'too-large' | 'malformed' | 'form']>([
  ['nothing at all', () => [], 'malformed'],
  ['no part', () => [end], 'form'],
  ['no end', () => [part('name="a"', 'b')], 'malformed'],
  [
    'an end in the middle of a file',
    () => [part('name="a"; filename="b"', 'ccc').subarray(0, -20)],
    'malformed',
  ],
  ['no form', () => [Buffer.from('halo')], 'malformed'],
  ['twenty files', () => [...many(20, (i) => part(`name="f"; filename="${i}"`, 'x')), end], 'form'],
  ['twenty-one files', () => [...many(21, (i) => part(`name="f"; filename="${i}"`, 'x')), end], 'too-large'],
  ['too many fields', () => [...many(25_001, () => part('name="a"', 'b')), end], 'too-large'],
  ['a field as large as a book', () => [part('name="a"', Buffer.alloc(5_000_000, 'a')), end], 'too-large'],
  [
    'many large fields',
    () => [...many(9, () => part('name="a"', Buffer.alloc(500_000, 'a'))), end],
    'too-large',
  ],
  ['headers without end', () => [part(`name="${'a'.repeat(200_000)}"`, 'b'), end], 'form'],
])('%s', async (_, parts, answer) => {
  const { box, folder } = newBox();
  const received = await receiveForm(inPieces(Buffer.concat(parts())), TYPE, box);
  expect(typeof received === 'string' ? received : 'form').toBe(answer);
  await box.clear();
  expect(readdirSync(folder)).toEqual([]);
});

test('a body larger than its address takes is read to its end and told so', async () => {
  const { box } = newBox();
  let read = 0;
  const body = Buffer.concat([part('name="f"; filename="a"', Buffer.alloc(3_000_000)), end]);
  const counted = inPieces(body).pipeThrough(
    new TransformStream({
      transform(chunk: Uint8Array, controller) {
        read += chunk.length;
        controller.enqueue(chunk);
      },
    }),
  );
  expect(await receiveForm(counted, TYPE, box, 1_000_000)).toBe('too-large');
  expect(read).toBe(body.length);
});

test('a body that never ends is cut off', async () => {
  const { box } = newBox();
  const piece = new Uint8Array(1024 * 1024).fill(32);
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(piece) });
  expect(await receiveForm(endless, TYPE, box, 1_000_000)).toBe('too-large');
});

test('a file above the limit is cut one byte behind it, so that its size tells', async () => {
  const { box } = newBox();
  const large = Buffer.alloc(LARGEST_FILE + 500_000);
  const body = Buffer.concat([part('name="f"; filename="a"', large), part('name="after"', 'x'), end]);
  const form = await receiveForm(inPieces(body), TYPE, box);
  if (typeof form === 'string') throw new Error(form);
  expect(form.get('f')).toMatchObject({ size: LARGEST_FILE + 1 });
  expect(form.get('after')).toBe('x');
  expect(await receiveFile(inPieces(large), box)).toMatchObject({ size: LARGEST_FILE + 1 });
});

test('a sender who goes away, and a disk that refuses, leave nothing behind', async () => {
  const { box, folder } = newBox();
  const gone = inPieces(part('name="f"; filename="a"', Buffer.alloc(300_000))).pipeThrough(
    new TransformStream({
      flush() {
        throw new Error('connection lost');
      },
    }),
  );
  await expect(receiveForm(gone, TYPE, box)).rejects.toThrow('connection lost');
  await box.clear();
  expect(readdirSync(folder)).toEqual([]);

  const full = { newPath: async () => join(folder, 'not', 'there'), clear: async () => {} };
  const body = Buffer.concat([
    ...many(3, (i) => part(`name="f"; filename="${i}"`, Buffer.alloc(200_000))),
    end,
  ]);
  await expect(receiveForm(inPieces(body), TYPE, full)).rejects.toThrow('ENOENT');
});

test('whatever bytes come, reading ends', async () => {
  const { box } = newBox();
  const whole = Buffer.concat([part('name="a"', 'b'), part('name="f"; filename="g"', 'x'.repeat(300)), end]);
  const spoiled = fc
    .tuple(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.nat(whole.length),
      fc.integer({ min: 1, max: 200 }),
    )
    .map(([changes, length, size]) => {
      const body = Buffer.from(whole);
      for (const [at, value] of changes) body[at] = value;
      return { body: body.subarray(0, length), size };
    });
  await fc.assert(
    fc.asyncProperty(spoiled, async ({ body, size }) => {
      const received = await receiveForm(inPieces(body, size), TYPE, box);
      expect(typeof received === 'string' ? received : 'form').toMatch(/^(form|malformed)$/);
    }),
    { numRuns: 400 },
  );
});

test('at the start what a crash left is removed; what another server works on stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-incoming-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const incoming = openIncoming(folder);
  mkdirSync(join(folder, 'left'));
  const hourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(join(folder, 'left'), hourAgo, hourAgo);
  const box = incoming.open();
  const { path } = await receiveFile(inPieces(Buffer.from('sedang diterima')), box);
  expect(await incoming.sweep()).toBe(1);
  expect(readdirSync(folder)).toEqual([dirname(path).split('/').at(-1)]);
  await box.clear();
  expect(existsSync(path)).toBe(false);
  expect(await openIncoming(join(folder, 'never made')).sweep()).toBe(0);
});
