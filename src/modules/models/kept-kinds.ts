import type { Change } from './compare.ts';

/**
 * What a programme keeps its things under: their names stand in records that later versions of its model must still be
 * able to read. `*` is any name.
 */
const KEPT = [
  'activities',
  'catalogue',
  'catalogue.entries.*',
  'catalogue.entries.*.divided',
  'filings.*',
  'filings.*.about',
  'forums.*',
  'forums.*.at',
  'forums.*.by',
  'forums.*.outcomes.*',
  'funding',
  'funding.sources.*',
  'lasts',
  'lasts.years',
  'parties.bodies.*',
  'parties.bodies.*.at',
  'parties.kinds.*',
  'parties.kinds.*.at',
  'proposals.*',
  'purses.*',
  'purses.*.deposits.*',
  'purses.*.fund',
  'purses.*.of.*',
  'purses.*.sources.*',
  'purses.*.tranches.*',
].map((path) => path.split('.'));

/** Of these it is not the going alone that breaks a record, but any other value as well. */
const UNCHANGING = /^(about|at|by|divided|years)$/;

/**
 * Of the changes between two versions those that a running programme cannot take: a kind, forum, purse or entry that
 * something was opened under would be gone, or stand over another place. Such a version is for a programme opened anew.
 * Source: engine of models, *Versions*; decision 50.
 */
export function unkept(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ path, change }) => {
    const takes = change === 'removed' || (change === 'changed' && UNCHANGING.test(path.at(-1) ?? ''));
    const within = (kept: readonly string[]) =>
      kept.length === path.length && kept.every((name, i) => name === '*' || name === path[i]);
    return takes && KEPT.some(within);
  });
}
