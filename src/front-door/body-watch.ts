import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyBounds } from './route-class.ts';

/** A body that is not read to its end: larger than its kind of request may be (413), or too slow in coming (408). */
export class BodyRefused extends Error {
  readonly status: 408 | 413;
  constructor(status: 408 | 413) {
    super(status === 413 ? 'the body is larger than it may be' : 'the body took too long to arrive');
    this.status = status;
  }
}

/** What is still read and dropped of a refused body, so that whoever sends it gets to hear why. */
const DRAINED = { bytes: 64 * 1024 * 1024, milliseconds: 20_000 };

/**
 * Counts bytes and fields of a body while the application reads it. Beyond the bounds the reader gets a `BodyRefused`
 * before anything was parsed, and what still comes is dropped; a sender who does not stop is cut off. Of a body that is
 * answered before it is read, hardly more is received.
 */
export function watchBody(request: IncomingMessage, response: ServerResponse, bounds: BodyBounds): void {
  const fieldsIn = fieldCounter(request.headers['content-type'] ?? '');
  let bytes = 0;
  let refusedAt: number | undefined;
  const refuse = (status: 408 | 413) => {
    if (refusedAt !== undefined || request.readableEnded || request.destroyed) return;
    refusedAt = bytes;
    request.emit('error', new BodyRefused(status));
    cutOffLater(request);
  };
  const timer = setTimeout(() => refuse(408), bounds.seconds * 1000);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  response.once('finish', () => {
    if (refusedAt === undefined) leaveUnread(request);
  });
  // Whoever else listens tells the application; without a listener an error would end the process.
  request.on('error', () => {});
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
    if (refusedAt !== undefined) {
      if (bytes - refusedAt > DRAINED.bytes) request.destroy();
    } else if (bytes > bounds.bytes || fieldsIn(chunk) > bounds.fields) refuse(413);
  };
  // Only with the first reader: a listener of ours alone would set the body flowing before anybody reads it.
  request.on('newListener', function begin(event) {
    if (event !== 'data') return;
    request.removeListener('newListener', begin);
    request.on('data', count);
  });
}

function cutOffLater(request: IncomingMessage): void {
  const timer = setTimeout(() => request.destroy(), DRAINED.milliseconds);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
}

/** What is still taken of a body that was answered unread, and for how long its sender may take to hear that. */
const LEFT_OVER = { bytes: 256 * 1024, milliseconds: 3000 };

/**
 * What becomes of a body that was answered before it was read: its sender may not send it at all, and nobody pays for
 * megabytes that are thrown away. A little is still taken, so that small forms end as usual; then no more is read, and
 * the connection ends when its sender has had time to hear the answer, which lies before the end of what they receive.
 * Without this the rest would be drained to the last byte.
 */
function leaveUnread(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let bytes = 0;
  const timer = setTimeout(() => request.destroy(), LEFT_OVER.milliseconds);
  timer.unref();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > LEFT_OVER.bytes) request.pause();
  });
  request.once('end', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

/** Reads and drops what still comes of a body that nobody wants; calls back when it has ended, or when it is enough. */
export function drain(request: IncomingMessage, done: () => void): void {
  if (request.readableEnded || request.destroyed) {
    done();
    return;
  }
  let bytes = 0;
  let open = true;
  const finish = () => {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    done();
  };
  const timer = setTimeout(finish, DRAINED.milliseconds);
  timer.unref();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > DRAINED.bytes) finish();
  });
  request.on('error', finish);
  request.once('end', finish);
  request.once('close', finish);
}

const AMPERSAND = '&'.charCodeAt(0);
const JSON_SIGNS = new Set([...',[{'].map((sign) => sign.charCodeAt(0)));

/** Counts over all chunks so far: fields of a form by what stands between them, values of anything else as of JSON. */
export function fieldCounter(mediaType: string): (chunk: Buffer) => number {
  if (/^\s*multipart\//i.test(mediaType)) return partCounter(boundaryOf(mediaType));
  const isForm = /^\s*application\/x-www-form-urlencoded\b/i.test(mediaType);
  // An image sent as the bare body is one thing.
  if (/^\s*image\//i.test(mediaType)) return () => 1;
  let fields = 1;
  return (chunk) => {
    for (const byte of chunk) if (isForm ? byte === AMPERSAND : JSON_SIGNS.has(byte)) fields += 1;
    return fields;
  };
}

function boundaryOf(mediaType: string): string | undefined {
  const found = /;\s*boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(mediaType);
  return found?.[1] ?? found?.[2];
}

function partCounter(boundary: string | undefined): (chunk: Buffer) => number {
  // Without one nothing can be read as a form, and the reader says so.
  if (boundary === undefined) return () => 0;
  const delimiter = Buffer.from(`--${boundary}`);
  let tail = Buffer.alloc(0);
  let parts = 0;
  return (chunk) => {
    const text = Buffer.concat([tail, chunk]);
    let from = 0;
    for (;;) {
      const at = text.indexOf(delimiter, from);
      if (at < 0) break;
      parts += 1;
      from = at + delimiter.length;
    }
    tail = Buffer.from(text.subarray(Math.max(from, text.length - delimiter.length + 1)));
    return parts;
  };
}
