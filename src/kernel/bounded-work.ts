/**
 * A pure function that may take long or grow large on what a stranger hands in, named by the file that exports it (below
 * `src/`), so that a process of its own can load it; one that waits for something answers a promise. What goes in and comes out is
 * copied: data, no functions, no classes.
 */
export type BoundedWork<Input, Output> = {
  readonly file: string;
  readonly name: string;
  readonly work: (input: Input) => Output | Promise<Output>;
  /** Longest time of a processor that it may take, once begun; where that cannot be told, longest time. */
  readonly milliseconds: number;
};

/** Time that a person waits for a page without giving up, and a server can spare. */
const USUAL_MILLISECONDS = 10_000;

/** Names a function as work: `boundedWork('analysis/causes/read-upload.ts', { readUpload })`. */
export function boundedWork<Input, Output>(
  file: string,
  exported: Readonly<Record<string, (input: Input) => Output | Promise<Output>>>,
  milliseconds: number = USUAL_MILLISECONDS,
): BoundedWork<Input, Output> {
  const [only, ...more] = Object.entries(exported);
  if (!only || more.length > 0) throw new TypeError(`one function is wanted, ${file}`);
  const [name, work] = only;
  return { file, name, work, milliseconds };
}

/** Whoever waits for the work: it ends when they leave, and that of members of the city goes first. */
export type WaitingFor = {
  readonly left?: AbortSignal;
  readonly who: 'visitor' | 'member';
};
