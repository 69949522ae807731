/** Work that takes what it can get, for the tests of the pool. */

export function double(value: bigint): bigint {
  return value * 2n;
}

export function wait({ milliseconds }: { milliseconds: number }): string {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
  return 'done';
}

export function fail(message: string): never {
  throw new TypeError(message);
}

/** Ways to take memory or time without an end, some of which end a whole process of V8. */
export function take(what: keyof typeof WAYS): number {
  return WAYS[what]();
}

const WAYS = {
  objects: () => {
    const kept: object[] = [];
    for (;;) kept.push({ place: kept.length });
  },
  'one list': () => new Array<number>(1e8).fill(0).length,
  'a map': () => {
    const kept = new Map<bigint, object>();
    for (let i = 0n; ; i += 1n) kept.set(i, [i]);
  },
  'a text': () => {
    let text = 'x';
    for (;;) text = `${text}${text.length}${text}`.replaceAll('y', 'z');
  },
  'memory outside the heap': () => {
    const kept: Float64Array[] = [];
    for (;;) kept.push(new Float64Array(1e6).fill(1));
  },
  'the stack': () => {
    const deeper = (n: number): number => 1 + deeper(n + 1);
    return deeper(0);
  },
  time: () => {
    for (;;);
  },
} satisfies Record<string, () => number>;

/** What a process can reach of the machine. */
export function surroundings(file: string) {
  const permission = process.permission;
  return {
    settings: Object.keys(process.env).filter(
      (name) => name.startsWith('PILAR') || name.includes('DATABASE'),
    ),
    readsIt: permission.has('fs.read', file),
    writes: permission.has('fs.write'),
    starts: permission.has('child'),
  };
}
