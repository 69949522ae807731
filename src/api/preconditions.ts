import { createHash } from 'node:crypto';
import { type Fault, faulty } from './fault.ts';

/** The version named by `If-Match: "3"`; a fault when it is malformed, or when the write compares none. */
export function readVersion(
  ifMatch: string | null,
  precondition: 'version' | undefined,
): number | undefined | Fault {
  if (ifMatch === null) return undefined;
  const version = /^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  return version === undefined || precondition === undefined
    ? faulty('request-precondition', { sent: ifMatch.slice(0, 80) })
    : Number(version);
}

/** The key of `Idempotency-Key`: 8 to 128 letters, digits, hyphens or underscores. */
export function readKey(idempotencyKey: string | null): string | undefined | Fault {
  if (idempotencyKey === null) return undefined;
  return /^[\w-]{8,128}$/.test(idempotencyKey) ? idempotencyKey : faulty('request-key');
}

/** What makes a write safe to repeat: its key, and a hash over method, address and body by which the same request is known. */
export function requestKey(key: string, request: Request, bodySha256: string) {
  const { pathname, search } = new URL(request.url);
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${pathname}${search}\n${bodySha256}`)
    .digest('hex');
  return { key, fingerprint };
}
