import { type Actor, isOfficerFor, isSelf, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';

/** What can be taken over from tables. */
export const IMPORT_NAMES = ['institutions', 'officers', 'proposals', 'attendance', 'prices'] as const;
export type ImportName = (typeof IMPORT_NAMES)[number];

export function isImportName(word: string): word is ImportName {
  return IMPORT_NAMES.some((one) => one === word);
}

/**
 * `checked`: every row could be taken over, and nothing was; whoever handed it in says so, or cancels. `running`: it is being
 * taken over. `done`: every row had its turn. `stopped`: whoever handed it in may not any more.
 */
export const IMPORT_STATES = ['checked', 'running', 'done', 'stopped', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What comes of a row. */
export type RowOutcome = 'added' | 'changed' | 'same';

/** How many rows came to what. */
export type ImportCounts = Readonly<Record<RowOutcome | 'refused', number>>;

export const NO_ROWS: ImportCounts = { added: 0, changed: 0, same: 0, refused: 0 };

/** A table that was handed in to be taken over row by row. */
export type ImportJob = ImportCounts & {
  readonly id: Id;
  readonly kind: ImportName;
  /** The forum or programme that its rows are for. */
  readonly about: Id | null;
  readonly person: Id;
  /** The institution in whose office it was handed in, and over which place. */
  readonly organization: Id;
  readonly region: RegionCode;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: ImportState;
  readonly rows: number;
  /** Rows that had their turn. */
  readonly done: number;
  readonly offeredAt: Date;
  readonly begunAt: Date | null;
  readonly endedAt: Date | null;
};

/** So many rows that could not be taken over are named; the rest is counted. */
export const NAMED_REFUSALS = 100;

export function countsTogether(one: ImportCounts, other: ImportCounts): ImportCounts {
  return {
    added: one.added + other.added,
    changed: one.changed + other.changed,
    same: one.same + other.same,
    refused: one.refused + other.refused,
  };
}

/** An import lies between its check and its beginning with whoever handed it in: they alone begin or cancel it. */
export function maySettle(actor: Actor, job: Pick<ImportJob, 'person' | 'state'>): Refusal | undefined {
  if (!isSelf(actor, job.person)) return refuse('access.not-found');
  return job.state === 'checked' ? undefined : refuse('import.state', undefined, { state: job.state });
}

/** Whether somebody may look at an import: whoever handed it in, and the officers of their institution and place. */
export function mayLookAt(
  viewer: Actor | Visitor,
  { person, organization, region }: Pick<ImportJob, 'person' | 'organization' | 'region'>,
): boolean {
  if (viewer.person === undefined) return false;
  return isSelf(viewer, person) || isOfficerFor(viewer, { place: region, organization });
}
