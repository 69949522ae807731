/**
 * What is wrong with a request before any rule of a programme is asked, with its HTTP status. Each has a title and a
 * remedy in every language (`messages/<locale>/api.json`, `fault.*`).
 */
export const FAULTS = {
  'request-malformed': 400,
  'request-nested': 400,
  'request-key': 400,
  'request-precondition': 400,
  'token-unknown': 401,
  'address-unknown': 404,
  'method-unknown': 405,
  'request-too-large': 413,
  'request-media-type': 415,
  'request-too-many': 429,
  'database-away': 503,
  /** Answered in front of the API (`front-door/worded-answer.ts`): the lane of this kind of request is full. */
  'server-busy': 503,
  /** Answered there too: files have no room left. */
  'server-full': 503,
  'server-failed': 500,
} as const;

export type FaultCode = keyof typeof FAULTS;

export type Fault = {
  readonly fault: FaultCode;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
};

export function faulty(fault: FaultCode, params: Fault['params'] = {}): Fault {
  return { fault, params };
}

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}
