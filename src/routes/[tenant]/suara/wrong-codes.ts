/** Wrong slip codes by network address, in windows of ten minutes, in this process. A hall shares one address. */
const WINDOW = 10 * 60_000;
const MOST_WRONG = 60;
const MOST_ADDRESSES = 50_000;

let start = 0;
let wrong = new Map<string, number>();

function turn(now: Date): number {
  const time = now.getTime();
  if (time >= start + WINDOW || time < start) {
    start = time;
    wrong = new Map();
  }
  return time;
}

/** Counts a wrong code from an address. */
export function countWrongCode(address: string, now: Date): void {
  turn(now);
  const name = wrong.size < MOST_ADDRESSES || wrong.has(address) ? address : '';
  wrong.set(name, (wrong.get(name) ?? 0) + 1);
}

/** Minutes to wait for an address from which too many wrong codes came; undefined while it may try. */
export function minutesToWait(address: string, now: Date): number | undefined {
  const time = turn(now);
  return (wrong.get(address) ?? 0) < MOST_WRONG
    ? undefined
    : Math.max(1, Math.ceil((start + WINDOW - time) / 60_000));
}
