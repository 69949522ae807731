import { REFUSALS, type Refusal, type RefusalClass } from '#kernel/refusal.ts';

const STATUS: Readonly<Record<RefusalClass, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  invalid: 422,
  limited: 429,
  busy: 503,
};

/** The HTTP status that answers a refusal, the same for pages and API. */
export function refusalStatus(refusal: Refusal): number {
  return STATUS[REFUSALS[refusal.refusal]];
}
