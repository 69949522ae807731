import { nameKey } from '#kernel/readers/text.ts';

/** What somebody asks for, as far as it is compared. */
export type Worded = { readonly title: string; readonly need: string };

/** From this on two say nearly the same, and the second is refused; per mille of common words. */
export const REPEATED = 850;
/** From this on whoever asks is asked whether it is the same. */
export const SIMILAR = 500;

/** So many signs of a text are compared. */
const COMPARED = 4000;

/** Words that say nothing of what is asked for. */
const SMALL = new Set([
  'yang',
  'dan',
  'di',
  'ke',
  'dari',
  'untuk',
  'bagi',
  'pada',
  'the',
  'of',
  'for',
  'and',
]);

/**
 * How much two requests for one place and one entry have in common, in whole per mille: of all their words, and of their
 * titles alone. Words are compared without case and accents; how often one stands there, and in which order, says nothing.
 * Not covered: other words for the same thing.
 */
export function likeness(one: Worded, other: Worded): { readonly all: number; readonly title: number } {
  return {
    all: common(`${one.title} ${one.need}`, `${other.title} ${other.need}`),
    title: common(one.title, other.title),
  };
}

/** Twice the common words over all words (Dice), rounded down; 0 where neither has any. */
function common(one: string, other: string): number {
  const [a, b] = [meant(one), meant(other)];
  const both = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 0 : Math.floor((2000 * both) / (a.size + b.size));
}

function meant(text: string): Set<string> {
  const words = nameKey(text.slice(0, COMPARED)).split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word !== '' && !SMALL.has(word)));
}

/** The first of some that says nearly the same; undefined where none does. */
export function repeatedIn<T extends Worded>(asked: Worded, others: readonly T[]): T | undefined {
  return others.find((other) => likeness(asked, other).all >= REPEATED);
}

/** Those that may be meant for the same thing, the likest first. */
export function similarIn<T extends Worded>(asked: Worded, others: readonly T[]): T[] {
  return others
    .map((other) => {
      const { all, title } = likeness(asked, other);
      return { other, like: Math.max(all, title) };
    })
    .filter(({ like }) => like >= SIMILAR)
    .toSorted((a, b) => b.like - a.like)
    .map(({ other }) => other);
}
