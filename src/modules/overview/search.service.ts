import type { Id } from '#kernel/id.ts';
import type { Labelled } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { findNames, type NamedKind, type NamesOfKind } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The kinds of things that are searched, in the order in which they are shown. */
export const SEARCHED = [
  'program',
  'proposal',
  'activity',
  'filing',
  'letter',
  'supplier',
  'organization',
  'forum',
  'cause-map',
  'component-map',
] as const satisfies readonly NamedKind[];
export type Searched = (typeof SEARCHED)[number];

/** Places come first: who looks for a name mostly asks about where they live. */
export const FOUND_KINDS = ['place', ...SEARCHED] as const satisfies readonly NamedKind[];
export type FoundKind = (typeof FOUND_KINDS)[number];

/** A thing, place or supplier that was found by its name. Of a place the code. */
export type Hit = {
  readonly kind: FoundKind;
  readonly id: Id;
  /** Its page, beneath the city's address. */
  readonly page: string;
  readonly title: Labelled;
  readonly region: RegionCode;
};

/** What is found of one kind; `next` is the last shown, where there is more. */
export type Searching = {
  readonly kind: FoundKind;
  readonly hits: readonly Hit[];
  /** Counted no further than asked for. */
  readonly count: number;
  readonly next: string | undefined;
};

/** What a text finds, by kind; nothing of a kind without a hit. */
export type SearchedText = {
  readonly groups: readonly Searching[];
  readonly tooShort: boolean;
  /** What was taken to be meant, where nothing has what was typed. */
  readonly meant: readonly string[];
};

/** Searches some kinds by all the words of a text, in any order and with mistakes forgiven. Everybody may find what it answers. */
export async function searchText(
  tx: Tx,
  kinds: readonly FoundKind[],
  asked: {
    readonly text: string;
    readonly limit: number;
    readonly before?: string | undefined;
    readonly most?: number;
  },
): Promise<SearchedText> {
  const { kinds: found, tooShort, meant } = await findNames(tx, { ...asked, kinds });
  return { groups: kinds.flatMap((kind) => grouped(kind, found)), tooShort, meant };
}

function grouped(kind: FoundKind, found: readonly NamesOfKind[]): Searching[] {
  return found
    .filter((one) => one.kind === kind)
    .map(({ names, count, next }) => ({
      kind,
      count,
      next,
      hits: names.map(({ thing, title, region, page }) => ({ kind, id: thing, page, title, region })),
    }));
}

/** Searches one kind. */
export async function searchThings(
  tx: Tx,
  kind: FoundKind,
  asked: { readonly text: string; readonly limit: number; readonly before?: string | undefined },
): Promise<Searching> {
  const { groups } = await searchText(tx, [kind], asked);
  return groups[0] ?? { kind, hits: [], count: 0, next: undefined };
}
