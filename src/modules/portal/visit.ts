/** A page that was asked for and answered, as far as it tells whether somebody opened it. */
export type Opened = {
  readonly method: string;
  readonly status: number;
  readonly mediaType: string | null;
  /** Head of the request: what calls itself a machine, and what a browser fetches ahead of time, nobody looks at. */
  readonly userAgent: string | null;
  readonly purpose: string | null;
  readonly isSignedIn: boolean;
};

const MACHINES = /bot\b|crawl|spider|slurp|preview|monitor|curl|wget|python|headless/i;

/**
 * Whether a public page was opened by a visitor: asked for by somebody without an account who does not call themselves a
 * machine, and answered, or known to be as it was. A count that a machine can raise says how much is looked at, not by
 * how many. Source: 004 §4.2.1 (number of visitors among what the portal tells).
 */
export function isVisit({ method, status, mediaType, userAgent, purpose, isSignedIn }: Opened): boolean {
  const isPage = status === 304 || (status === 200 && (mediaType ?? '').startsWith('text/html'));
  const isPerson = userAgent !== null && !MACHINES.test(userAgent) && !/prefetch/i.test(purpose ?? '');
  return method === 'GET' && isPage && isPerson && !isSignedIn;
}
