import { z } from 'zod';
import { readCheckpoint } from './checkpoint.ts';
import { GENESIS, type Seal, sealHash } from './journal.ts';
import type { Hash, TreeHead } from './merkle.ts';
import { Seal as SealSchema } from './read-proof.ts';
import { readNote } from './signed-note.ts';

/** A seal as somebody outside noted it: whole, by number and hash, by its short form, or as a checkpoint over all. */
export type NotedSeal =
  | { readonly as: 'seal'; readonly number: number; readonly seal: Seal }
  | { readonly as: 'hash'; readonly number: number | undefined; readonly hash: Hash }
  | { readonly as: 'short'; readonly number: number; readonly short: string }
  | { readonly as: 'checkpoint'; readonly number: number; readonly head: TreeHead };

/** Digits and letters that nobody mistakes for one another (Crockford's base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHORT = 20;

/**
 * A seal's hash in a form that can be written by hand and compared by eye: its first 100 bits as five groups of four
 * signs. To make another seal with the same form takes some 2^100 attempts.
 */
export function shortSeal(hash: Hash): string {
  let bits = BigInt(`0x${hash.slice(0, 25)}`);
  let signs = '';
  for (let i = 0; i < SHORT; i += 1) {
    signs = `${SIGNS[Number(bits % 32n)]}${signs}`;
    bits /= 32n;
  }
  return (signs.match(/.{4}/g) ?? []).join('-');
}

/** A short form as typed: small letters, spaces, O for 0, I and L for 1. Undefined when it is none. */
export function readShortSeal(typed: string): string | undefined {
  const signs = typed
    .toUpperCase()
    .replaceAll(/[\s‐-―·.-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return signs.length === SHORT && [...signs].every((sign) => SIGNS.includes(sign))
    ? (signs.match(/.{4}/g) ?? []).join('-')
    : undefined;
}

/** A seal in one line: `12:` and its hash. Stands in the feed, the mail and messages, and is read back from there. */
export function sealLine(seal: Pick<Seal, 'number' | 'hash'>): string {
  return `${seal.number}:${seal.hash}`;
}

const WithNewest = z.object({ newest: SealSchema });

function sealIn(value: unknown): Seal | undefined {
  const seal = SealSchema.safeParse(value);
  if (seal.success) return seal.data;
  const proof = WithNewest.safeParse(value);
  return proof.success ? proof.data.newest : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The most seals read from one text; a city's seals of some centuries. */
const MOST = 2_000_000;

/**
 * Everything in a text that is a seal: JSON of one seal, of several or one a line, a downloaded proof, a checkpoint
 * signed or not, `12:` with a hash anywhere in words, a short form with its number, or a bare hash. A seal in JSON that
 * does not hash to itself was altered after it was noted and is answered by its number alone under `broken`.
 */
export function readNotedSeals(text: string): {
  readonly seals: readonly NotedSeal[];
  readonly broken: readonly number[];
} {
  const whole = parsed(text);
  const values = Array.isArray(whole) ? whole : whole === undefined ? text.split('\n').map(parsed) : [whole];
  const found = values.slice(0, MOST).flatMap((value) => sealIn(value) ?? []);
  if (found.length > 0) {
    const holds = ({ hash, ...seal }: Seal) => sealHash(seal) === hash;
    return {
      seals: found.filter(holds).map((seal) => ({ as: 'seal', number: seal.number, seal })),
      broken: found.filter((seal) => !holds(seal)).map((seal) => seal.number),
    };
  }
  return { seals: inWords(text), broken: [] };
}

function inWords(text: string): NotedSeal[] {
  const bare = text.replaceAll(/[\s-]/g, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(bare))
    return bare === GENESIS ? [] : [{ as: 'hash', number: undefined, hash: bare }];
  const checkpoints = text
    .split(/(?<=\n)(?=[^\n]+\n\d+\n[A-Za-z0-9+/]{43}=\n)/)
    .flatMap((part) => readCheckpoint(readNote(part)?.text ?? part) ?? [])
    .map(({ size, root }): NotedSeal => ({ as: 'checkpoint', number: size, head: { size, root } }));
  if (checkpoints.length > 0) return checkpoints;
  const numbered = [...text.matchAll(/\b(\d{1,15}):([0-9a-f]{64})\b/gi)].map(
    ([, number, hash = '']): NotedSeal => ({ as: 'hash', number: Number(number), hash: hash.toLowerCase() }),
  );
  if (numbered.length > 0) return numbered;
  return [
    ...text.matchAll(/\b(\d[\d.,]{0,18})\s{0,3}[:,#-]?\s{1,3}((?:[0-9A-Z]{4}[\s-]{1,3}){4}[0-9A-Z]{4})\b/gi),
  ].flatMap(([, number = '', signs = '']): NotedSeal[] => {
    const read = readShortSeal(signs);
    return read ? [{ as: 'short', number: Number(number.replaceAll(/[.,]/g, '')), short: read }] : [];
  });
}

/** What the journal has at the number of a noted seal. */
export type Standing = {
  readonly newest: Seal | undefined;
  /** The seal of that number, or with that hash where no number was noted; undefined when there is none. */
  readonly seal: Seal | undefined;
  /** The root over all seals up to that number; undefined when there are fewer. */
  readonly root: Hash | undefined;
};

/** Whether the journal still holds what was noted: the same seal or root, another, or none so far. */
export function compareNoted(
  noted: NotedSeal,
  { newest, seal, root }: Standing,
): 'same' | 'another' | 'cut' | 'unknown' {
  if (noted.number === undefined) return seal ? 'same' : 'unknown';
  if (noted.number === 0) return noted.as === 'checkpoint' ? 'same' : 'another';
  if (!newest || noted.number > newest.number) return 'cut';
  switch (noted.as) {
    case 'seal':
      return seal?.hash === noted.seal.hash ? 'same' : 'another';
    case 'hash':
      return seal?.hash === noted.hash ? 'same' : 'another';
    case 'short':
      return seal && shortSeal(seal.hash) === noted.short ? 'same' : 'another';
    case 'checkpoint':
      return root === noted.head.root ? 'same' : 'another';
  }
}
