import type { Hash, TreeHead } from './merkle.ts';

/** What a log says of itself: how many seals it has and the root of the tree over them. */
export type Checkpoint = TreeHead & {
  /** Which log: the address of the installation without its scheme, and the city. */
  readonly origin: string;
};

/** The name of a city's log: `https://pilar.example.go.id` and `bandung` → `pilar.example.go.id/bandung`. */
export function originOf(address: string, slug: string): string {
  return `${address.replace(/^https?:\/\//, '')}/${slug}`;
}

/** A checkpoint as text (C2SP tlog-checkpoint): origin, size, root in base64, each on a line. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64Of(root)}\n`;
}

export function base64Of(hash: Hash): string {
  return Buffer.from(hash, 'hex').toString('base64');
}

/** A hash from base64; undefined when it is none. */
export function hashFrom(base64: string): Hash | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === base64 ? bytes.toString('hex') : undefined;
}

/** A whole number in plain digits, without leading zeros; undefined when it is none. */
export function wholeFrom(text: string): number | undefined {
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}

/** Reads a checkpoint's text; undefined when it is none. Further lines are the log's own and are kept by the signature. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', first = '', second = ''] = text.split('\n');
  const size = wholeFrom(first);
  const root = hashFrom(second);
  return origin === '' || size === undefined || root === undefined ? undefined : { origin, size, root };
}
