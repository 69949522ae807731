import type { CauseMap, Link } from './cause-map.ts';
import { causeStructure, type Role } from './structure.ts';

/** What two maps share and where they part; factors are the same when their short names are. */
export interface PlaceComparison {
  readonly factors: Split<string>;
  readonly links: Split<Pick<Link, 'from' | 'to'>>;
  readonly roots: Split<string>;
  readonly triggers: Split<string>;
  /** Factors of both places that play another part, or stand at another level, in one than in the other. */
  readonly shifted: readonly {
    readonly factor: string;
    readonly first: { readonly role: Role; readonly level: number };
    readonly second: { readonly role: Role; readonly level: number };
  }[];
}

export interface Split<T> {
  readonly both: readonly T[];
  readonly onlyFirst: readonly T[];
  readonly onlySecond: readonly T[];
}

/** Lays two places side by side: the same problem seldom has the same causes. */
export function comparePlaces(first: CauseMap, second: CauseMap): PlaceComparison {
  const [one, other] = [causeStructure(first), causeStructure(second)];
  const slugs = (map: CauseMap) => map.factors.map((factor) => factor.slug);
  const pairs = (map: CauseMap) => map.links.map(({ from, to }) => ({ from, to }));
  const same = (slug: string) => slug;
  return {
    factors: split(slugs(first), slugs(second), same),
    links: split(pairs(first), pairs(second), ({ from, to }) => `${from} ${to}`),
    roots: split(one.roots, other.roots, same),
    triggers: split(one.triggers, other.triggers, same),
    shifted: one.factors.flatMap(({ factor, role, level }) => {
      const there = other.factors.find((candidate) => candidate.factor === factor);
      if (!there || (there.role === role && there.level === level)) return [];
      return [{ factor, first: { role, level }, second: { role: there.role, level: there.level } }];
    }),
  };
}

function split<T>(first: readonly T[], second: readonly T[], key: (item: T) => string): Split<T> {
  const [inFirst, inSecond] = [new Set(first.map(key)), new Set(second.map(key))];
  return {
    both: first.filter((item) => inSecond.has(key(item))),
    onlyFirst: first.filter((item) => !inSecond.has(key(item))),
    onlySecond: second.filter((item) => !inFirst.has(key(item))),
  };
}
