import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  countPostings,
  kindsWithAll,
  type NamedKind,
  type NamedThing,
  namesOfThings,
  thingsNamed,
  thingsNamedAlike,
  wordsBeginning,
  wordsSharing,
} from './name.store.ts';
import { askedWords, forgiven, gramsOf, isSpelled, meantBy } from './word-keys.ts';

/** So many words are looked for in the place of one that was typed. */
const FOR_ONE = 40;
/** So many that look alike are compared sign by sign. */
const COMPARED = 400;
/** What stands in more names than this is looked for last. */
const MANY = 3_000;
/** Where each set stands in so many names, they are read side by side. */
const COMMON = 300;

/** What was found of one kind: the first ones, and how many there are, counted no further than `most`. */
export type NamesOfKind = {
  readonly kind: NamedKind;
  readonly names: readonly NamedThing[];
  readonly count: number;
  /** The last one shown, where there is more. */
  readonly next: string | undefined;
};

/** What a text finds. */
export type FoundNames = {
  readonly kinds: readonly NamesOfKind[];
  /** Nothing in the text says enough to be looked for. */
  readonly tooShort: boolean;
  /** The words in the place of those that were typed wrongly, where nothing has what was typed. */
  readonly meant: readonly string[];
};

/**
 * Finds names that have every word of a text, in any order: a word counts as it stands, as the beginning of a longer one, and
 * within one; only where nothing has it so, words that are spelled nearly like it.
 */
export async function findNames(
  tx: Tx,
  asked: {
    readonly text: string;
    readonly kinds: readonly NamedKind[];
    readonly limit: number;
    readonly before?: string | undefined;
    /** As far as hits of a kind are counted; by default no further than shown. */
    readonly most?: number;
  },
): Promise<FoundNames> {
  const words = askedWords(asked.text);
  if (words.length === 0) return { kinds: [], tooShort: asked.text.trim() !== '', meant: [] };
  const meant = new Set<string>();
  const sets: string[][] = [];
  for (const word of words) {
    const strict = await wordsWith(tx, word);
    sets.push(strict.length > 0 ? strict : noted(meant, await wordsMeant(tx, word)));
  }
  let kinds = await hits(tx, sets, asked);
  if (kinds.length === 0 && asked.before === undefined) {
    for (const [i, word] of words.entries()) {
      const near = noted(meant, await wordsMeant(tx, word));
      sets[i] = [...new Set([...(sets[i] ?? []), ...near])];
    }
    kinds = await hits(tx, sets, asked);
  }
  return { kinds, tooShort: false, meant: kinds.length > 0 ? [...meant].sort() : [] };
}

function noted(meant: Set<string>, words: string[]): string[] {
  for (const word of words) meant.add(word);
  return words;
}

async function wordsWith(tx: Tx, word: string): Promise<string[]> {
  if (!isSpelled(word)) return [word];
  const beginning = await wordsBeginning(tx, word, FOR_ONE);
  const grams = gramsOf(word, 'within');
  if ([...word].length < 3 || beginning.length === FOR_ONE) return beginning;
  const holding = await wordsSharing(tx, grams, grams.length, FOR_ONE);
  return [...new Set([...beginning, ...holding.filter((one) => one.includes(word))])].slice(0, FOR_ONE);
}

async function wordsMeant(tx: Tx, word: string): Promise<string[]> {
  const most = forgiven([...word].length);
  if (!isSpelled(word) || most === 0) return [];
  const grams = gramsOf(word);
  // A mistake touches four parts of a word at most, where two signs are swapped.
  const least = Math.max(1, grams.length - 4 * most);
  return meantBy(word, await wordsSharing(tx, grams, least, COMPARED)).slice(0, FOR_ONE);
}

async function hits(
  tx: Tx,
  sets: readonly (readonly string[])[],
  asked: Parameters<typeof findNames>[1],
): Promise<NamesOfKind[]> {
  if (sets.some((set) => set.length === 0)) return [];
  const kinds = sets.length === 1 ? asked.kinds : await kindsWithAll(tx, sets, asked.kinds);
  if (kinds.length === 0) return [];
  const sized: { set: readonly string[]; size: number }[] = [];
  for (const set of sets) {
    // One set alone need not be weighed.
    const size = sets.length === 1 ? 0 : await countPostings(tx, set, MANY);
    if (size === 0 && sets.length > 1) return [];
    sized.push({ set, size });
  }
  const ordered = sized.sort((a, b) => a.size - b.size).map(({ set }) => set);
  const most = Math.max(asked.most ?? 0, asked.limit + 1);
  const isCommon = sized.length > 1 && sized.every(({ size }) => size >= COMMON);
  const found =
    (isCommon && (await thingsNamedAlike(tx, ordered, kinds, most, asked.before))) ||
    (await thingsNamed(tx, ordered, kinds, most, asked.before));
  const byKind = asked.kinds.map((kind) => {
    const things = found.filter((one) => one.kind === kind).slice(0, most);
    return { kind, things, shown: things.slice(0, asked.limit) };
  });
  const names = new Map(
    (
      await namesOfThings(
        tx,
        byKind.flatMap(({ shown }) => shown),
      )
    ).map((one) => [`${one.kind} ${one.thing}`, one]),
  );
  return byKind.flatMap(({ kind, things, shown }) =>
    things.length === 0
      ? []
      : [
          {
            kind,
            names: shown.flatMap(({ thing }) => names.get(`${kind} ${thing}`) ?? []),
            count: things.length,
            next: things.length > shown.length ? shown.at(-1)?.thing : undefined,
          },
        ],
  );
}
