import { nameKey } from './readers/text.ts';

/** How many signs must be changed, added or left out to make one text of another. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** Of names there are, those most like a name there is not, the most alike first. */
export function nearest<T>(
  wanted: string,
  there: readonly T[],
  nameOf: (one: T) => string,
  most = 3,
): readonly T[] {
  const key = nameKey(wanted).slice(0, 80);
  return there
    .map((one) => ({ one, far: distance(key, nameKey(nameOf(one)).slice(0, 80)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ one }) => one);
}
