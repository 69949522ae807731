import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Why the database did not serve: `busy`, no connection or lock became free in time; `slow`, it was asked for more than
 * it may take; `gone`, it cannot be reached, or was lost on the way; `full`, its disk or its memory has no room.
 */
export type Lack = 'busy' | 'slow' | 'gone' | 'full';

/** Seconds after which to ask again, as in `Retry-After`. */
const AGAIN_AFTER = { busy: 2, slow: 5, gone: 3, full: 30 } as const satisfies Record<Lack, number>;

/**
 * The database did not serve for now, through no fault of the request: web and API answer 503 with `Retry-After`.
 * `done` says what became of the work: `nothing` of it, or `unknown` when the connection was lost after its end had been
 * asked for. What is unknown must not be done again, unless it can be recognised when it comes a second time.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly lack: Lack;
  readonly done: 'nothing' | 'unknown';
  /** PostgreSQL's or the operating system's code, where there is one. */
  readonly code: string;
  readonly retryAfter: number;

  constructor(lack: Lack, done: 'nothing' | 'unknown', cause: unknown) {
    const code = codeOf(cause);
    super(`the database does not serve: ${lack}${code ? ` (${code})` : ''}`, { cause });
    this.lack = lack;
    this.done = done;
    this.code = code;
    this.retryAfter = AGAIN_AFTER[lack];
  }
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Codes of PostgreSQL (appendix A of its manual) and of sockets, by what they lack. */
const CODES: readonly (readonly [RegExp, Lack])[] = [
  [/^(08|57P0[1235]|25P0[34]|25006)/, 'gone'],
  [/^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ERR_STREAM_DESTROYED)/, 'gone'],
  [/^(55P03|53300)/, 'busy'],
  [/^57014/, 'slow'],
  [/^53[12]00/, 'full'],
];

/** What the driver says, without a code, of a connection that was lost or never came about. */
const LOST =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|Postgres connection has been discarded|timeout expired)/;

/** What the database lacked when this was thrown, or undefined when it was no lack: a broken rule, a mistake of ours. */
export function lackIn(error: unknown): Lack | undefined {
  if (error instanceof DatabaseUnavailable) return error.lack;
  const code = codeOf(error);
  if (code) return CODES.find(([pattern]) => pattern.test(code))?.[1];
  if (!(error instanceof Error)) return undefined;
  if (error.message === 'Query read timeout') return 'gone';
  if (error.message === 'timeout exceeded when trying to connect') return 'busy';
  return LOST.test(error.message) ? 'gone' : undefined;
}

/** The server is there and does not let us in: wrong name, password or database. Waiting mends nothing. */
export function isShutOut(error: unknown): boolean {
  return /^(28|3D)/.test(codeOf(error));
}

/** The error as it is to be thrown on: as `DatabaseUnavailable` where it is a lack, else as it came. */
export function asUnavailable(error: unknown, done: 'nothing' | 'unknown'): unknown {
  if (error instanceof DatabaseUnavailable) return noticed(error);
  const lack = lackIn(error);
  return lack ? noticed(new DatabaseUnavailable(lack, done, error)) : error;
}

const notices = new AsyncLocalStorage<{ first?: DatabaseUnavailable }>();

function noticed(failure: DatabaseUnavailable): DatabaseUnavailable {
  const notice = notices.getStore();
  if (notice) notice.first ??= failure;
  return failure;
}

/**
 * Runs work of a library that keeps to itself why it failed, or goes on as if the database had answered with nothing:
 * when the database did not serve meanwhile, that is thrown, whatever the library made of it.
 */
export async function knowingWhy<T>(work: () => Promise<T>): Promise<T> {
  const notice: { first?: DatabaseUnavailable } = {};
  try {
    return await notices.run(notice, work);
  } finally {
    if (notice.first) {
      // biome-ignore lint/correctness/noUnsafeFinally: it stands for whatever the library answered or threw.
      throw notice.first;
    }
  }
}
