import { parseArgs } from 'node:util';

export const PARTS = ['fuzz', 'kills', 'races', 'slow', 'disk', 'clock'] as const;
export type Part = (typeof PARTS)[number];

export type Options = {
  readonly parts: readonly Part[];
  /** How many requests, kills or tries at most; each part has a small default of its own. */
  readonly count: number;
  readonly minutes: number;
  readonly seed: number;
  readonly database: 'postgres' | 'embedded';
};

/** What a part does when nobody says how much. */
export const COUNTS: Readonly<Record<Part, number>> = {
  fuzz: 5_000,
  kills: 20,
  races: 5_000,
  slow: 600,
  disk: 1,
  clock: 300,
};

const HELP = `npm run attack -- [--part ${PARTS.join('|')}]… [--count N] [--minutes M] [--seed S] [--database postgres|embedded]
Attacks a Pilar that it starts itself, on loopback; never another. Without --part all of them, in small.`;

/** Reads the command line of `npm run attack`; undefined where only help was wanted. Throws with words what is wrong. */
export function readOptions(
  words: readonly string[],
): (Omit<Options, 'count'> & { count: number | undefined }) | undefined {
  const { values } = parseArgs({
    args: [...words],
    options: {
      part: { type: 'string', multiple: true },
      count: { type: 'string' },
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      database: { type: 'string', default: 'postgres' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return undefined;
  }
  const { database } = values;
  if (database !== 'postgres' && database !== 'embedded') throw new Error(HELP);
  return {
    parts: (values.part ?? [...PARTS]).map((name) => {
      const part = PARTS.find((one) => one === name);
      if (part === undefined) throw new Error(HELP);
      return part;
    }),
    count: values.count === undefined ? undefined : whole(values.count, 1_000_000),
    minutes: whole(values.minutes, 240),
    seed: whole(values.seed, 2 ** 31),
    database,
  };
}

function whole(text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1 && value <= most) return value;
  throw new Error(`${text} is no whole number from 1 to ${most}\n${HELP}`);
}
