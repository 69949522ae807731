import type { z } from '@hono/zod-openapi';
import type { Actor, TokenScope, Visitor } from '#kernel/actor.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import type { Pilar } from '../pilar.ts';
import { readInput } from './input.ts';

/** What a request comes with once it is known who asks: what the functions behind the addresses are given. */
export type Call = {
  readonly pilar: Pilar;
  readonly tenant: Tenant;
  /** Who reads: the token's holder when the token may read, a visitor otherwise. */
  readonly viewer: Actor | Visitor;
  /** Who writes, with the `Idempotency-Key` that makes the write safe to repeat. */
  readonly who: Actor | Visitor;
  /** The version named by `If-Match`. */
  readonly version: number | undefined;
  /** The language of sentences in the answer, by `Accept-Language`. */
  readonly locale: Locale;
  /** Aborted when whoever asks has left. */
  readonly left: AbortSignal;
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

/** What is answered: the body, and what stands in the headers. */
export type Answer<T> = {
  readonly body: T;
  /** The version of the thing, for `ETag`. */
  readonly version?: number;
  /** The address of what was made, below `/api/v1/{tenant}`. */
  readonly location?: string;
  /** Where a list goes on; null at its end. */
  readonly next?: string | null;
  /** The answer was given before, to the same request with the same key. */
  readonly replayed?: true;
  /** The body is this text, not JSON. */
  readonly mediaType?: string;
};

export type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

export type Method = 'get' | 'post' | 'put' | 'delete';

/** A body as JSON, as a form with files, or as either. `largest` bounds its bytes; `repeated` names fields that come many times. */
export type BodySpec<Body extends z.ZodType> = {
  readonly schema: Body;
  readonly takes: readonly ('json' | 'form')[];
  readonly example: Readonly<Record<string, unknown>>;
  readonly largest?: number;
  readonly repeated?: readonly string[];
};

type Said = {
  readonly method: Method;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** `public` needs no token; `read` and the writing scopes need one that has them. */
  readonly access: 'public' | TokenScope;
  /** Whether `If-Match` is compared with the thing's version. */
  readonly precondition?: 'version';
  /** Something is computed that may be too much. */
  readonly analyses?: true;
  /** It is read whether something could be done, and refused as doing it would be. */
  readonly judges?: true;
  /** The status of success; 201 for what makes something new. */
  readonly status?: 200 | 201;
  /** Whether what is asked for may not be there although its address is right: no seal yet, no minutes yet. */
  readonly mediaType?: string;
};

export type Tag =
  | 'programs'
  | 'models'
  | 'proposals'
  | 'forums'
  | 'funding'
  | 'activities'
  | 'filings'
  | 'obligations'
  | 'people'
  | 'measures'
  | 'assessment'
  | 'journal'
  | 'regions';

/** An address of the API: what it takes, what it answers, how it is documented. */
export type Endpoint = Said & {
  readonly path: `/{tenant}${string}`;
  readonly query?: z.ZodObject;
  readonly body?: BodySpec<z.ZodType>;
  readonly answer: z.ZodType;
  /** What keeps who asks from this whatever they send: asked before the body is received. */
  ask?(call: Asking, params: Readonly<Record<string, string>>): Promise<Refusal | undefined>;
  serve(call: Call, raw: RawInput): Promise<Answer<unknown> | Refusal>;
};

/** Who asks, before anything they send is received. */
export type Asking = Pick<Call, 'pilar' | 'who'>;

export type RawInput = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** Puts an endpoint together: its query and body are read by their schemas before `run` is called, or refused. */
export function endpoint<
  Path extends `/{tenant}${string}`,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Shown extends z.ZodType,
>(
  spec: Said & {
    readonly path: Path;
    readonly query?: Query;
    readonly body?: BodySpec<Body>;
    readonly answer: Shown;
    ask?(call: Asking, params: Readonly<Record<Names<Path>, string>>): Promise<Refusal | undefined>;
    run(
      call: Call,
      input: {
        readonly params: Readonly<Record<Names<Path>, string>>;
        readonly query: z.output<Query>;
        readonly body: z.output<Body>;
      },
    ): Promise<Answer<z.output<Shown>> | Refusal>;
  },
): Endpoint {
  const { run, ask, ...said } = spec;
  return {
    ...said,
    ...(ask
      ? {
          // The router matched `path`, so its names are there.
          ask: (call, params) => ask(call, params as Readonly<Record<Names<Path>, string>>),
        }
      : {}),
    async serve(call, raw) {
      const query = spec.query && readInput(spec.query, raw.query);
      if (query && !query.ok) return query.refusal;
      const body = spec.body && readInput(spec.body.schema, raw.body);
      if (body && !body.ok) return body.refusal;
      // The router matched `path`, so its names are there; without a schema `run` is given nothing to read.
      const params = raw.params as Readonly<Record<Names<Path>, string>>;
      return run(call, {
        params,
        query: query?.value as z.output<Query>,
        body: body?.value as z.output<Body>,
      });
    },
  };
}

/** What a use case answered, as an answer: granted with what `shown` makes of its value, else the refusal. */
export function answerTo<T, Body>(
  result: Result<T>,
  shown: (value: T) => Answer<Body>,
): Answer<Body> | Refusal {
  if (!result.ok) return result.refusal;
  return result.replayed ? { ...shown(result.value), replayed: true } : shown(result.value);
}
