/** What a reader did with a file that its owner should know: what was left out, assumed or merged. Words live with the interface. */
export const NOTE_CODES = [
  'encoding-assumed',
  'direction-assumed',
  'direction-inferred',
  'direction-overridden',
  'direction-not-kept',
  'attributes-not-kept',
  'no-header',
  'header-in-comment',
  'comments',
  'columns-left-out',
  'fields-left-out',
  'values-left-out',
  'strength-missing',
  'zero-ties',
  'years-as-days',
  'times-left-out',
  'hyperedges-left-out',
  'nested-graphs',
  'graphs-left-out',
  'graphs-united',
  'relations-united',
  'two-mode',
  'projected',
  'loops-dropped',
  'loops-kept',
  'parallel-merged',
  'labels-repeated',
  'sections-left-out',
  'actors-from-table',
  'actors-not-in-table',
] as const;

export type NoteCode = (typeof NOTE_CODES)[number];

export interface ReadingNote {
  readonly code: NoteCode;
  /** How many things it concerns: ties, cells, graphs, … as the code says. */
  readonly count: number;
  /** Line of the first of them, from 1; null where there is none to point at. */
  readonly line: number | null;
  /** What they are called in the file, where they have names: at most eight, the rest counted by `count`. */
  readonly names: readonly string[];
}

const MOST_NAMES = 8;

/** Gathers the notes of one reading; the same thing met again is counted, not repeated. */
export class NoteBook {
  private readonly found = new Map<NoteCode, { count: number; line: number | null; names: Set<string> }>();

  add(code: NoteCode, count: number, line: number | null = null, name?: string): void {
    if (count === 0) return;
    const known = this.found.get(code) ?? { count: 0, line, names: new Set<string>() };
    known.count += count;
    if (name !== undefined && known.names.size < MOST_NAMES) known.names.add(name.slice(0, 60));
    this.found.set(code, known);
  }

  /** In the order in which things were met. */
  list(): ReadingNote[] {
    return [...this.found].map(([code, { count, line, names }]) => ({
      code,
      count,
      line,
      names: [...names],
    }));
  }
}
