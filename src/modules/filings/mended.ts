import { ownEntry } from '#kernel/own-entry.ts';
import type { FilingPart, Told } from './part.ts';
import { lineOf, rowKindOf } from './part.ts';
import type { FilingRemark } from './remark.ts';

/** A part of a filing as it was handed in before and now; undefined where it was not there. */
export type Mended = {
  readonly part: string;
  readonly before: Told | undefined;
  readonly now: Told | undefined;
  readonly changed: boolean;
  /** What was asked of it, with the answer. */
  readonly remark: FilingRemark | undefined;
};

type Pair = { readonly before: FilingPart | undefined; readonly now: FilingPart | undefined };

/**
 * What became of a filing that was sent back: first each remark with its part before and now, also where nothing was changed, then
 * whatever else is another. Lines and rows of the records have no name that lasts: what is taken out and put in again counts as
 * mended where at least half of what it tells is the same, the most alike first.
 */
export function mendedSince(
  before: readonly FilingPart[],
  now: readonly FilingPart[],
  remarks: readonly FilingRemark[],
): readonly Mended[] {
  const pairs = [...named(before, now), ...nameless(before, now)];
  const isOf = (part: string) => (pair: Pair) => (pair.before ?? pair.now)?.part === part;
  const asked = remarks.map((remark): Mended => {
    const pair = pairs.find(isOf(remark.part));
    return { ...worded(remark.part, pair), remark };
  });
  const others = pairs
    .filter((pair) => !remarks.some((remark) => isOf(remark.part)(pair)))
    .map((pair) => ({ ...worded((pair.now ?? pair.before)?.part ?? '', pair), remark: undefined }))
    .filter((one) => one.changed);
  return [...asked, ...others];
}

function worded(part: string, pair: Pair | undefined): Omit<Mended, 'remark'> {
  const told = pair?.before?.told;
  const now = pair?.now?.told;
  return {
    part,
    before: told,
    now,
    changed: pair !== undefined && (told === undefined || now === undefined || !isSame(told, now)),
  };
}

/** Fields, which keep their names. */
function named(before: readonly FilingPart[], now: readonly FilingPart[]): readonly Pair[] {
  const fields = (parts: readonly FilingPart[]) => parts.filter(({ part }) => kindOf(part) === undefined);
  const names = new Set([...fields(now), ...fields(before)].map((one) => one.part));
  return [...names].map((part) => ({
    before: before.find((one) => one.part === part),
    now: now.find((one) => one.part === part),
  }));
}

/** Lines and rows, by what they tell. */
function nameless(before: readonly FilingPart[], now: readonly FilingPart[]): readonly Pair[] {
  const kinds = new Set([...before, ...now].flatMap(({ part }) => kindOf(part) ?? []));
  return [...kinds].flatMap((kind) => {
    const of = (parts: readonly FilingPart[]) => parts.filter(({ part }) => kindOf(part) === kind);
    return paired(of(before), of(now));
  });
}

function kindOf(part: string): string | undefined {
  return lineOf(part)?.field ?? rowKindOf(part);
}

function paired(before: readonly FilingPart[], now: readonly FilingPart[]): readonly Pair[] {
  const free = new Set(now);
  const taken = new Map<FilingPart, FilingPart>();
  // Most are as they were: found by their names, so that a thousand rows are not each held against a thousand.
  const byName = new Map(now.map((one) => [one.part, one]));
  for (const one of before) {
    const other = byName.get(one.part);
    if (!other || !isSame(one.told, other.told)) continue;
    taken.set(one, other);
    free.delete(other);
  }
  const likeness = before
    .filter((one) => !taken.has(one))
    .flatMap((one) => [...free].map((other) => ({ one, other, alike: alike(one, other) })))
    .filter(({ alike }) => alike >= 0.5)
    .sort((a, b) => b.alike - a.alike);
  for (const { one, other } of likeness) {
    if (taken.has(one) || !free.has(other)) continue;
    taken.set(one, other);
    free.delete(other);
  }
  return [
    ...before.map((one) => ({ before: one, now: taken.get(one) })),
    ...now.filter((one) => free.has(one)).map((one) => ({ before: undefined, now: one })),
  ];
}

/** How much of what two parts tell is the same, from 0 to 1; a row that is the same row before all others. */
function alike(one: FilingPart, other: FilingPart): number {
  if (rowKindOf(one.part) !== undefined && one.part === other.part) return 2;
  const keys = [...new Set([...Object.keys(one.told), ...Object.keys(other.told)])];
  const same = keys.filter((key) => ownEntry(one.told, key) === ownEntry(other.told, key)).length;
  return keys.length === 0 ? 0 : same / keys.length + (one.part === other.part ? 0.01 : 0);
}

function isSame(one: Told, other: Told): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => ownEntry(one, key) === ownEntry(other, key));
}
