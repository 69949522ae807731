import { createHash } from 'node:crypto';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { nameOfAddress, rateLimit } from '#platform/rate-limit.ts';
import { type Fault, isFault } from './fault.ts';

/**
 * How often the API may be asked. Persons are counted by themselves, however many tokens they have and however those are
 * spelt; strangers by their address; addresses from which unknown tokens come apart from both, so that nobody who guesses
 * shuts out a neighbour. It protects this process from being worn out, and so is counted in it: two servers take twice as
 * much between them. What must be exact across servers (slip codes, sign-in) is counted in the database.
 */
export type Limits = {
  /** The seconds to wait, known before the database is asked: for a guesser, or for a stranger who has used up theirs. */
  before(token: string | null, address: string, now: Date): number | undefined;
  /** Counts one request by who asked; answers the seconds to wait when it is one too many. */
  take(
    token: string | null,
    who: Actor | Visitor | Fault | undefined,
    address: string,
    now: Date,
  ): number | undefined;
};

/** Tokens that were known lately: their holders get through beside somebody who guesses from the same address. */
const MOST_KNOWN = 5_000;

export function limitsOf(perMinute: number): Limits {
  const persons = rateLimit(perMinute);
  const strangers = rateLimit(perMinute);
  const guessers = rateLimit(perMinute);
  const known = new Set<string>();

  return {
    before(token, address, now) {
      const name = nameOfAddress(address);
      if (token === null) return strangers.wait(name, now);
      return known.has(hashed(token)) ? undefined : guessers.wait(name, now);
    },
    take(token, who, address, now) {
      const name = nameOfAddress(address);
      if (who && !isFault(who) && who.person !== undefined) {
        remember(known, hashed(token ?? ''));
        return persons.take(`${who.tenant} ${who.person}`, now);
      }
      return (token === null ? strangers : guessers).take(name, now);
    },
  };
}

function remember(known: Set<string>, name: string): void {
  known.delete(name);
  known.add(name);
  const [oldest] = known;
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

function hashed(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
