/** Repeatable chance: the same words give the same number from 0 up to, not including, `below`. FNV-1a, 32 bits. */
export function pick(below: number, ...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const sign of words.join(' ')) {
    hash ^= sign.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return (hash >>> 0) % below;
}

/** One of the list, by repeatable chance. */
export function choose<T>(list: readonly T[], ...words: readonly (string | number)[]): T {
  const chosen = list[pick(list.length, ...words)];
  if (chosen === undefined) throw new RangeError('nothing to choose from');
  return chosen;
}
