import { createHash } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import type { IncomingBox } from '#platform/incoming.ts';
import { type FormFault, formFingerprint, receiveForm } from '#platform/receive-form.ts';
import { statusOfBody } from '../front-door/body-status.ts';
import type { BodySpec } from './endpoint.ts';
import { type Fault, faulty } from './fault.ts';

/** The largest JSON body: a cost plan of ten thousand lines still gets its own refusal. */
const LARGEST_JSON = 2 * 1024 * 1024;

/** How deep JSON may be nested; the deepest body of the API has three levels. */
const DEEPEST = 20;

/** A body that was read, with a hash of what it says for the idempotency key. */
export type ReadBody = { readonly value: unknown; readonly sha256: string };

/** Reads the body that an endpoint takes: by its media type, no larger than allowed, well formed. */
export async function readBody(
  request: Request,
  spec: BodySpec<z.ZodType> | undefined,
  box: IncomingBox,
): Promise<ReadBody | Fault | Refusal> {
  if (!spec) return { value: undefined, sha256: '' };
  const mediaType = request.headers.get('content-type') ?? '';
  const kind = kindOf(mediaType);
  if (kind === undefined || !spec.takes.includes(kind)) {
    return faulty('request-media-type', { takes: spec.takes.map((one) => MEDIA_TYPES[one]) });
  }
  return kind === 'json' ? readJsonBody(request) : readFormBody(request, spec, mediaType, box);
}

async function readJsonBody(request: Request): Promise<ReadBody | Fault | Refusal> {
  const bytes = await readBytes(request, LARGEST_JSON);
  if (bytes === 'cut-off') return faulty('request-malformed');
  if (!bytes) return faulty('request-too-large', { limit: LARGEST_JSON });
  const value = readJson(bytes);
  if (value === undefined) return faulty('request-malformed');
  return unfit(value, [], DEEPEST) ?? { value, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** A form with files, which are read through to disk. */
async function readFormBody(
  request: Request,
  spec: BodySpec<z.ZodType>,
  mediaType: string,
  box: IncomingBox,
): Promise<ReadBody | Fault | Refusal> {
  const limit = spec.largest ?? LARGEST_JSON;
  const announced = Number(request.headers.get('content-length') ?? '0');
  const form =
    announced > limit
      ? 'too-large'
      : await receiveForm(request.body, mediaType, box, limit).catch((problem) => cutShort(problem));
  if (form === 'too-large') return faulty('request-too-large', { limit });
  if (form === 'malformed') return faulty('request-malformed');
  const value = fieldsOf(form, spec.repeated ?? []);
  return unfit(value, [], DEEPEST) ?? { value, sha256: await formFingerprint(form) };
}

/** A body that did not come to its end, as what is wrong with it; any other failure is thrown on. */
function cutShort(problem: unknown): FormFault {
  const status = statusOfBody(problem);
  if (status === undefined) throw problem;
  return status === 413 ? 'too-large' : 'malformed';
}

export const MEDIA_TYPES = { json: 'application/json', form: 'multipart/form-data' } as const;

function kindOf(mediaType: string): 'json' | 'form' | undefined {
  const bare = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (bare === MEDIA_TYPES.json || /^application\/[\w.-]+\+json$/.test(bare)) return 'json';
  return bare === MEDIA_TYPES.form ? 'form' : undefined;
}

/** The body's bytes; undefined when there are more than `limit`, however many were announced. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array | 'cut-off' | undefined> {
  try {
    return await readAll(request, limit);
  } catch (problem) {
    const status = statusOfBody(problem);
    if (status === undefined) throw problem;
    return status === 413 ? undefined : 'cut-off';
  }
}

async function readAll(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? '0') > limit) return undefined;
  if (!request.body) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.length;
    if (size > limit) return undefined;
    parts.push(part);
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size);
}

function readJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}

function fieldsOf(form: FormData, repeated: readonly string[]): Record<string, unknown> {
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => [name, repeated.includes(name) ? form.getAll(name) : form.get(name)]),
  );
}

/** What no database text can hold: NUL, half of a surrogate pair. Refused where it stands, and so is too deep nesting. */
function unfit(value: unknown, path: readonly string[], depth: number): Fault | Refusal | undefined {
  if (typeof value === 'string') {
    return isStorable(value) ? undefined : at(path.join('.').slice(0, 200), refuse('input.invalid'));
  }
  if (typeof value !== 'object' || value === null || value instanceof File) return undefined;
  if (depth === 0) return faulty('request-nested', { limit: DEEPEST });
  for (const [key, part] of Object.entries(value)) {
    if (!isStorable(key)) return at([...path, 'key'].join('.').slice(0, 200), refuse('input.invalid'));
    const found = unfit(part, [...path, key], depth - 1);
    if (found) return found;
  }
  return undefined;
}

export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
