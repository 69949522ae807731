/** What could be put into one offer: what each thing is worth (more than 0) and how much of the offer it takes, in whole cells. */
export type Items = { readonly worth: Float64Array; readonly cells: Int32Array; readonly count: number };

/** The set worth most, by place among the items. */
export type Packed = { readonly chosen: readonly number[]; readonly worth: number };

/** Room for the tables of one packing, used again for the next; and how many cells were looked at so far. */
export type Bench = { value: Float64Array; taken: Uint8Array; looked: number };

export function newBench(): Bench {
  return { value: new Float64Array(0), taken: new Uint8Array(0), looked: 0 };
}

/**
 * The set of things worth most that an offer of `room` cells holds, each whole or not at all. Exact. Method: the best for
 * every smaller room, thing by thing (dynamic programming, Bellman 1957); the time is that of things × cells.
 */
export function packBest({ worth, cells, count }: Items, room: number, bench: Bench): Packed {
  const width = room + 1;
  if (bench.value.length < width) bench.value = new Float64Array(width);
  if (bench.taken.length < count * width) bench.taken = new Uint8Array(count * width);
  bench.looked += count * width;
  const { value, taken } = bench;
  value.fill(0, 0, width);
  taken.fill(0, 0, count * width);
  for (let i = 0; i < count; i += 1) {
    const own = worth[i] ?? 0;
    const size = cells[i] ?? 0;
    const row = i * width;
    for (let left = room; left >= size; left -= 1) {
      const sum = (value[left - size] ?? 0) + own;
      if (sum <= (value[left] ?? 0)) continue;
      value[left] = sum;
      taken[row + left] = 1;
    }
  }
  const chosen: number[] = [];
  for (let i = count - 1, left = room; i >= 0; i -= 1) {
    if (taken[i * width + left] !== 1) continue;
    chosen.push(i);
    left -= cells[i] ?? 0;
  }
  return { chosen, worth: value[room] ?? 0 };
}
