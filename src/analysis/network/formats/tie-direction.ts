/** Which way one tie runs, as a file says it: from the first to the second, the other way, both ways at once, or without a direction. */
export type TieDirection = 'forth' | 'back' | 'both' | 'none';

const WORDS: ReadonlyMap<string, TieDirection> = new Map([
  ['directed', 'forth'],
  ['berarah', 'forth'],
  ['outgoing', 'forth'],
  ['out', 'forth'],
  ['forward', 'forth'],
  ['->', 'forth'],
  ['incoming', 'back'],
  ['in', 'back'],
  ['backward', 'back'],
  ['<-', 'back'],
  ['mutual', 'both'],
  ['reciprocal', 'both'],
  ['both', 'both'],
  ['bidirectional', 'both'],
  ['timbal balik', 'both'],
  ['<->', 'both'],
  ['undirected', 'none'],
  ['tanpa arah', 'none'],
  ['tak berarah', 'none'],
  ['--', 'none'],
]);

/** The words by which files say which way a tie runs. */
export const DIRECTION_WORDS = [...WORDS.keys()].join(', ');

/** What a word says of the way a tie runs; undefined for one that says nothing of it. */
export function directionOf(word: string): TieDirection | undefined {
  return WORDS.get(word.trim().toLowerCase());
}

/**
 * One network of ties that each say which way they run. It is directed as soon as one tie is; those without a direction then run both
 * ways. `ends` is turned round for ties that run back.
 */
export function withDirections<Ends extends { readonly from: string; readonly to: string }>(
  ties: readonly Ends[],
  ways: readonly TieDirection[],
): { readonly directed: boolean; readonly ties: readonly (Ends & { readonly mutual?: boolean })[] } {
  const directed = ways.some((way) => way !== 'none');
  if (!directed) return { directed, ties };
  return {
    directed,
    ties: ties.map((tie, i) => {
      const way = ways[i] ?? 'none';
      if (way === 'back') return { ...tie, from: tie.to, to: tie.from };
      return way === 'forth' ? tie : { ...tie, mutual: true };
    }),
  };
}
