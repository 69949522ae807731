/** Repeatable chance: the same seed gives the same run. */
export type Chance = {
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  of<T>(list: readonly [T, ...T[]]): T;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
};

/** The sequence of `seed`: a 32-bit counter, its bits mixed (the finaliser of MurmurHash3). */
export function chanceOf(seed: number): Chance {
  let count = Math.imul(seed, 0x9e3779b1) >>> 0;
  function next(): number {
    count = (count + 0x9e3779b9) >>> 0;
    let bits = count;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
  }
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    of: (list) => list[below(list.length)] ?? list[0],
    percent: (share) => next() * 100 < share,
  };
}

/** One of a list that may be empty. */
export function anyOf<T>(chance: Chance, list: readonly T[]): T | undefined {
  return list[chance.below(Math.max(1, list.length))];
}
