import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { type FileOnDisk, LARGEST_FILE, MOST_FILES } from '#kernel/sent-file.ts';
import type { IncomingBox } from './incoming.ts';

/**
 * A file of a form that lies on disk until its request is answered. A `File` like any other, read from there when its
 * bytes are asked for; `path` and `sha256` spare that to those who pass it on.
 */
export class ReceivedFile extends File implements FileOnDisk {
  readonly path: string;
  readonly sha256: string;

  constructor(content: BlobPart[], name: string, about: { type: string; path: string; sha256: string }) {
    super(content, name, { type: about.type });
    this.path = about.path;
    this.sha256 = about.sha256;
  }
}

/** Why a body is no form: larger than it may be in any respect, or not what it says it is. */
export type FormFault = 'too-large' | 'malformed';

/** What a form may have. `text` bounds all fields together, in bytes; the largest form of Pilar is a long cost plan. */
const MOST = { fields: 25_000, text: 4 * 1024 * 1024, header: 8 * 1024 } as const;

/** How much of a body that is too large is read and dropped before its sender is cut off, in bytes. */
const DROPPED = 64 * 1024 * 1024;

/**
 * Reads a form with files as it arrives: fields into memory, files through to disk while they are hashed, so that it
 * takes the same memory however large they are. A file above the limit is cut one byte behind it, which is enough for
 * whoever asks for its size to refuse it beside its field. Files left behind are dropped as they come: of each that was
 * chosen one byte under its name remains, which tells that there was one. Throws when the disk refuses.
 */
export async function receiveForm(
  body: ReadableStream<Uint8Array> | null,
  mediaType: string,
  box: IncomingBox,
  largest = Number.POSITIVE_INFINITY,
  files: 'kept' | 'left behind' = 'kept',
): Promise<FormData | FormFault> {
  const reading = beginReading(mediaType, box, files);
  if (!reading) return 'malformed';
  let bytes = 0;
  let problem: unknown;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      if (bytes > largest) reading.giveUp();
      if (bytes > largest + DROPPED) break;
      // After a fault the rest is still read, and dropped, so that its sender gets to hear why.
      if (!problem) await reading.take(chunk).catch((thrown) => (problem = thrown));
    }
    if (!problem) return await reading.end();
  } catch (thrown) {
    problem = thrown;
  }
  await reading.stop();
  if (problem instanceof MalformedForm) return 'malformed';
  throw problem;
}

class MalformedForm extends Error {}

type Slot = { readonly name: string; readonly value: string | Promise<File> };

function beginReading(mediaType: string, box: IncomingBox, files: 'kept' | 'left behind') {
  const parser = parserFor(mediaType);
  if (!parser) return undefined;
  const slots: Slot[] = [];
  const streams = new Set<BusboyFileStream>();
  let text = 0;
  let tooLarge = false;
  const { promise: broken, reject: fail } = Promise.withResolvers<never>();
  // Somebody may fail while nobody waits for it yet.
  broken.catch(() => {});
  const finished = new Promise<void>((resolve) => parser.once('finish', resolve));

  const giveUp = () => {
    tooLarge = true;
  };
  parser.on('error', () => fail(new MalformedForm()));
  parser.on('partsLimit', giveUp);
  parser.on('filesLimit', giveUp);
  parser.on('fieldsLimit', giveUp);
  parser.on('field', (name: string | undefined, value, _, isCut) => {
    text += Buffer.byteLength(value) + (name?.length ?? 0);
    if (isCut || text > MOST.text) giveUp();
    if (name === undefined || tooLarge) return;
    slots.push({ name, value });
  });
  parser.on('file', (name: string | undefined, stream, filename: string | undefined, _, type) => {
    streams.add(stream);
    stream.on('error', () => fail(new MalformedForm()));
    stream.once('close', () => streams.delete(stream));
    if (name === undefined || tooLarge) {
      stream.resume();
      return;
    }
    if (files === 'left behind') {
      stream.resume();
      if (filename) slots.push({ name, value: Promise.resolve(new File(['…'], filename)) });
      return;
    }
    const value = store(stream, box, { name: filename ?? '', type });
    value.catch(fail);
    slots.push({ name, value });
  });

  return {
    giveUp,
    async take(chunk: Uint8Array): Promise<void> {
      if (tooLarge) return;
      await Promise.race([
        new Promise<void>((resolve, reject) => {
          parser.write(chunk, (problem) => (problem ? reject(new MalformedForm()) : resolve()));
        }),
        broken,
      ]);
    },
    async end(): Promise<FormData | FormFault> {
      if (tooLarge) {
        await this.stop();
        return 'too-large';
      }
      parser.end();
      await Promise.race([finished, broken]);
      const form = new FormData();
      for (const { name, value } of slots) form.append(name, await Promise.race([value, broken]));
      return tooLarge ? 'too-large' : form;
    },
    /** Ends what is still being written; answers when no file is open any more. */
    async stop(): Promise<void> {
      parser.removeAllListeners('file');
      for (const stream of streams) stream.destroy(new MalformedForm());
      await Promise.allSettled(slots.map((slot) => slot.value));
    },
  };
}

function parserFor(mediaType: string) {
  try {
    return new Busboy({
      headers: { 'content-type': mediaType },
      limits: {
        files: MOST_FILES,
        fields: MOST.fields,
        parts: MOST.fields + MOST_FILES,
        fieldSize: MOST.text,
        fileSize: LARGEST_FILE + 1,
        headerPairs: 20,
        headerSize: MOST.header,
      },
    });
  } catch {
    // No boundary, or no form at all.
    return undefined;
  }
}

async function store(
  stream: AsyncIterable<Buffer>,
  box: IncomingBox,
  about: { name: string; type: string },
): Promise<ReceivedFile> {
  const { path, size, sha256 } = await storeBytes(stream, box, Number.POSITIVE_INFINITY);
  const content = size === 0 ? [] : [await openAsBlob(path)];
  return new ReceivedFile(content, about.name, { type: about.type, path, sha256 });
}

/** Reads a body that is one file, through to disk while it is hashed; of one that is larger than it may be the rest is dropped. */
export async function receiveFile(
  body: ReadableStream<Uint8Array> | null,
  box: IncomingBox,
): Promise<FileOnDisk> {
  return storeBytes(body ?? [], box, LARGEST_FILE + 1);
}

async function storeBytes(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  box: IncomingBox,
  most: number,
): Promise<FileOnDisk> {
  const hash = createHash('sha256');
  const path = await box.newPath();
  let size = 0;
  let file: FileHandle | undefined;
  try {
    for await (const chunk of bytes) {
      const wanted = chunk.subarray(0, most - size);
      if (wanted.length === 0) continue;
      file ??= await open(path, 'wx');
      hash.update(wanted);
      size += wanted.length;
      await file.writeFile(wanted);
    }
  } finally {
    await file?.close();
  }
  return { path, size, sha256: hash.digest('hex') };
}

/** SHA-256 (hex) by which a form is known again: its fields and the hashes of its files, in their order, without those named. */
export async function formFingerprint(form: FormData, without: readonly string[] = []): Promise<string> {
  const hash = createHash('sha256');
  for (const [name, value] of form) {
    if (without.includes(name)) continue;
    hash.update(`${JSON.stringify(name)}=${JSON.stringify(typeof value === 'string' ? value : '')}`);
    if (value instanceof ReceivedFile) hash.update(value.sha256);
    else if (value instanceof File) hash.update(Buffer.from(await value.arrayBuffer()));
    hash.update('\n');
  }
  return hash.digest('hex');
}
