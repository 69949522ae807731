import type { NetworkLimits } from '../limits.ts';
import type { ActorInput, TieInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { NoteBook } from '../reading-note.ts';

/** One network that stands in a file, as its reader found it; nothing was checked yet that concerns actors and ties together. */
export interface FoundGraph {
  /** As the file calls it; null where it does not. */
  readonly name: string | null;
  readonly line: number;
  readonly directed: boolean;
  /** Whether the file says which way ties run, the reader concluded it from the ties, or neither. */
  readonly direction: 'stated' | 'inferred' | 'unstated';
  readonly actors: readonly ActorInput[];
  readonly ties: readonly TieInput[];
  /** In a two-mode network the first so many actors are its rows (people, say), all others its columns (events). */
  readonly rows?: number;
}

/** What a reader is given beside the text: how large things may get, and where it notes what it leaves out. */
export class ReadingRoom {
  readonly limits: NetworkLimits;
  readonly notes = new NoteBook();

  constructor(limits: NetworkLimits) {
    this.limits = limits;
  }

  refuseTies(count: number, line: number | null): void {
    const limit = this.limits.ties;
    if (count > limit) refuseNetwork('too-many-ties', line, { ties: count, limit });
  }

  refuseActors(count: number, line: number | null): void {
    const limit = this.limits.actors;
    if (count > limit) refuseNetwork('too-many-actors', line, { actors: count, limit });
  }

  refuseCells(count: number, line: number | null): void {
    const limit = this.limits.cells;
    if (count > limit) refuseNetwork('too-many-cells', line, { cells: count, limit });
  }
}
