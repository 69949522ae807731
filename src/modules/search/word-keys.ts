import { nameKey } from '#kernel/readers/text.ts';

/** Most words that are looked for; of a longer text the first ones. */
export const MOST_WORDS = 10;
/** Longer words are cut: no name has one. */
const LONGEST = 40;

/**
 * The words by which a name is found and looked for: small letters without accents, without apostrophes, letters and digits
 * apart, numbers without noughts before them (`RW05` is `rw`, `5`), each once.
 */
export function wordKeys(text: string): string[] {
  const bare = nameKey(text).replaceAll("'", '');
  const words = bare.match(/\p{N}+|\p{L}+/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/^0+(?=\d)/, '').slice(0, LONGEST)))];
}

/** The words of a text that can be looked for: a letter alone says too little, a number does not. */
export function askedWords(text: string): string[] {
  return wordKeys(text)
    .filter((word) => word.length > 1 || !isSpelled(word))
    .slice(0, MOST_WORDS);
}

/** Whether a word has letters and can be spelled wrongly; a number is another number. */
export function isSpelled(word: string): boolean {
  return /\p{L}/u.test(word);
}

/** Every three signs in a row of a word, each once; with its edges, so that how it begins and ends counts. */
export function gramsOf(word: string, edges: 'with-edges' | 'within' = 'with-edges'): string[] {
  const signs = [...(edges === 'within' ? word : `  ${word} `)];
  return [...new Set(signs.slice(2).map((_, i) => signs.slice(i, i + 3).join('')))];
}

/** How many mistakes a word of so many signs is forgiven. */
export function forgiven(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/**
 * How many signs were changed, left out, added or swapped with their neighbour between two words (optimal string alignment).
 */
export function mistakesBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Of words that look alike, those that somebody may have meant: with the fewest mistakes, no more than are forgiven. */
export function meantBy(typed: string, known: readonly string[]): string[] {
  const most = forgiven([...typed].length);
  const near = known
    .map((word) => ({ word, far: mistakesBetween(typed, word) }))
    .filter(({ far }) => far > 0 && far <= most);
  const fewest = Math.min(...near.map(({ far }) => far));
  return near.flatMap(({ word, far }) => (far === fewest ? [word] : [])).sort();
}
