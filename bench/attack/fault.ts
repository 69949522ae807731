import type { Heard } from './send.ts';
import type { Thrown } from './throw.ts';

/** What is wrong with an answer; undefined where a client may be answered so. */
export function faultOf({ isForeign, to }: Thrown, heard: Heard | string): string | undefined {
  // A request that breaks the protocol may be cut off; one that does not has an answer.
  if (typeof heard === 'string') return `no answer (${heard})`;
  const { status, headers } = heard;
  if (status === 503) return headers['retry-after'] === undefined ? '503 without Retry-After' : undefined;
  if (status >= 500) return String(status);
  if (isForeign && status < 400 && !to.startsWith('GET')) return `${status} to a form of another site`;
  return undefined;
}
