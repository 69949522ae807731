import type { Program } from '#modules/programs/index.ts';
import {
  programsUpTo,
  REACH_KINDS,
  type Reach,
  type ReachKind,
  reachIn,
} from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { ChoiceField, Choices } from '../choices.ts';

const KIND_WORDS: Readonly<Record<ReachKind, string>> = {
  village: 'kelurahan',
  neighbourhood: 'rw',
  institution: 'lembaga',
};
export const KIND_NAMES: Readonly<Record<ReachKind, () => string>> = {
  village: m['balance.reach.kind.village'],
  neighbourhood: m['balance.reach.kind.neighbourhood'],
  institution: m['balance.reach.kind.institution'],
};

/** Who is asked after, and over which programmes: this year's alone, or all up to it. */
export type ReachSearch = {
  readonly kind: ReachKind;
  readonly span: 'semua' | 'tahun';
  readonly programs: readonly Program[];
  readonly since: number;
};

export async function reachSearch(tx: Tx, url: URL, { program }: Choices): Promise<ReachSearch> {
  const kind = REACH_KINDS.find((one) => KIND_WORDS[one] === url.searchParams.get('siapa')) ?? 'village';
  const span = url.searchParams.get('jangka') === 'tahun' ? 'tahun' : 'semua';
  const all = await programsUpTo(tx, program);
  return {
    kind,
    span,
    programs: span === 'tahun' ? [program] : all,
    since: Math.min(...all.map((one) => one.fiscalYear)),
  };
}

/** Who of the chosen area was not reached, for each kind: the chosen one whole, of the others how many. */
export async function reachOfKinds(
  tx: Tx,
  search: ReachSearch,
  { area }: Choices,
): Promise<readonly Reach[]> {
  const kinds = [];
  for (const kind of REACH_KINDS) kinds.push(await reachIn(tx, search.programs, kind, area));
  return kinds;
}

export function kindField({ kind }: ReachSearch): ChoiceField {
  return {
    name: 'siapa',
    label: m['balance.filter.kind'](),
    value: KIND_WORDS[kind],
    options: REACH_KINDS.map((one) => ({ value: KIND_WORDS[one], label: KIND_NAMES[one]() })),
  };
}

export function spanField({ span, since }: ReachSearch, { program }: Choices): ChoiceField {
  return {
    name: 'jangka',
    label: m['balance.filter.span'](),
    value: span,
    options: [
      { value: 'semua', label: m['balance.reach.span.semua']({ year: String(since) }) },
      { value: 'tahun', label: m['balance.reach.span.tahun']({ year: String(program.fiscalYear) }) },
    ],
  };
}

export function wordOf(kind: ReachKind): string {
  return KIND_WORDS[kind];
}
