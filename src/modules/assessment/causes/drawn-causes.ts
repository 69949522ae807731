import type { ACTION_STATES, CauseMap } from '#analysis/causes/index.ts';
import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import type { Keepers } from '../network/surveyed-ties.ts';
import type { Subject } from '../subject/subject.ts';

export const FACTOR_KINDS = ['factor', 'symptom', 'external'] as const;
export const LINK_EFFECTS = ['raises', 'lowers'] as const;

/** Most of each that one map holds: what a forum can still read together, far below what the analysis can bear. */
export const MAP_LIMITS = { factor: 100, link: 400, action: 100 } as const;

/** What speaks for a link, and where that can be looked up: a document, a meeting or a talk, and the place in it. */
export type Evidence = { readonly text: string; readonly document: string; readonly location: string };

export type DrawnFactor = {
  readonly id: Id;
  readonly slug: string;
  readonly title: string;
  readonly kind: (typeof FACTOR_KINDS)[number];
  /** What is known of it, in a few sentences; may be empty. */
  readonly about: string;
  readonly version: number;
};

export type DrawnLink = {
  readonly id: Id;
  readonly from: Id;
  readonly to: Id;
  readonly effect: (typeof LINK_EFFECTS)[number];
  readonly evidence: readonly Evidence[];
  readonly version: number;
};

export type DrawnAction = {
  readonly id: Id;
  readonly title: string;
  /** The factors it addresses, at least one. */
  readonly factors: readonly Id[];
  /** The institution that does it, or an office outside the city's register by name. */
  readonly responsible: Id | null;
  readonly responsibleName: string | null;
  readonly dueOn: IsoDate | null;
  readonly state: (typeof ACTION_STATES)[number];
  readonly version: number;
};

/** What people drew of the causes of a problem in a place, without what they took out again. */
export type DrawnCauses = {
  readonly factors: readonly DrawnFactor[];
  readonly links: readonly DrawnLink[];
  readonly actions: readonly DrawnAction[];
};

/** A map as it is listed and headed. `region` is a village, a district or the city. */
export type CauseMapHead = Subject & {
  readonly id: Id;
  readonly program: Id | null;
  /** The institution that keeps it: that of the officer who started it. */
  readonly keeper: Id;
  readonly title: string;
  /** What the map is to answer: "Why do reports come late?" */
  readonly question: string;
  readonly origin: string | null;
  readonly version: number;
  readonly startedAt: Date;
  readonly changedAt: Date;
  readonly removed: boolean;
};

/**
 * By which mandate somebody may draw the map of a place: the offices that keep programmes there (lurah, camat, city
 * secretariat: `keepers`), and every office of an institution of that very place, such as the PKK of a kelurahan.
 * Not an RW for its kelurahan, nor those who watch over the city for a kelurahan in it.
 */
export function mayDraw(actor: Actor, place: RegionCode, keepers: Keepers): Mandate | Refusal {
  return (
    actor.mandates.find((held) => held.region === place) ??
    requireOffice(actor, keepers.offices, place, keepers.basis)
  );
}

/** Refuses places that have no map: a map is of a kelurahan, a kecamatan or a city. */
export function mustBePlaceOfMap(place: RegionCode): Refusal | undefined {
  const level = levelOf(place);
  return level === 'village' || level === 'district' || level === 'regency'
    ? undefined
    : at('region', refuse('causes.place'));
}

/**
 * Refuses a link from a factor to itself and one that is already drawn the same way round, whatever its effect: what
 * speaks for both is written to one link. A link back closes a loop and is allowed, for loops are what a map is to show.
 */
export function mustBeNewLink(
  causes: Pick<DrawnCauses, 'links'>,
  ends: { readonly from: Id; readonly to: Id },
): Refusal | undefined {
  if (ends.from === ends.to) return at('to', refuse('causes.self-link'));
  return causes.links.some((link) => link.from === ends.from && link.to === ends.to)
    ? at('to', refuse('causes.doubled-link'))
    : undefined;
}

/** Refuses a second factor that is called the same, upper and lower case alike. */
export function mustBeNewName(
  causes: Pick<DrawnCauses, 'factors'>,
  factor: { readonly id?: Id; readonly title: string },
): Refusal | undefined {
  const name = factor.title.toLowerCase();
  return causes.factors.some((other) => other.id !== factor.id && other.title.toLowerCase() === name)
    ? at('title', refuse('causes.doubled-factor'))
    : undefined;
}

/** Refuses one more of what a map already has as many of as it may. */
export function mustHaveRoom(causes: DrawnCauses, what: keyof typeof MAP_LIMITS): Refusal | undefined {
  const limit = MAP_LIMITS[what];
  const count = { factor: causes.factors, link: causes.links, action: causes.actions }[what].length;
  return count < limit ? undefined : refuse('causes.too-large', undefined, { limit });
}

/** The short name of a new factor: its title in small letters and hyphens, numbered where the map has one like it. */
export function slugFor(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 70)
    .replace(/^-+|-+$/g, '');
  const base = plain || 'faktor';
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/**
 * The drawing as the analysis and the command line read it. What was typed stands for both languages; `institutions`
 * names those that do the actions, by id.
 */
export function toCauseMap(
  head: { readonly title: string; readonly question: string; readonly place: string; readonly date: IsoDate },
  causes: DrawnCauses,
  institutions: ReadonlyMap<Id, { readonly name: string }> = new Map(),
): CauseMap {
  const words = (text: string) => ({ id: text, en: text });
  const slugs = new Map(causes.factors.map((factor) => [factor.id, factor.slug]));
  return {
    title: words(head.title),
    place: words(head.place),
    date: head.date,
    note: words(head.question),
    shape: 'graph',
    factors: causes.factors.map(({ slug, title, kind, about }) => ({
      slug,
      title: words(title),
      kind,
      ...(about ? { about: words(about) } : {}),
    })),
    links: causes.links.flatMap((link) => {
      const [from, to] = [slugs.get(link.from), slugs.get(link.to)];
      if (from === undefined || to === undefined) return [];
      const evidence = link.evidence.map(({ text, document, location }) => ({
        text: words(text),
        ...(document ? { source: { document, location } } : {}),
      }));
      return [{ from, to, effect: link.effect, evidence }];
    }),
    actions: causes.actions.flatMap((action) => {
      const addresses = action.factors.flatMap((factor) => slugs.get(factor) ?? []);
      if (addresses.length === 0) return [];
      const institution = action.responsible === null ? undefined : institutions.get(action.responsible);
      const responsible = institution?.name ?? action.responsibleName;
      return [
        {
          slug: actionSlug(action.id),
          title: words(action.title),
          addresses,
          ...(responsible ? { responsible } : {}),
          ...(action.dueOn === null ? {} : { due: action.dueOn }),
          state: action.state,
        },
      ];
    }),
  };
}

/** The short name of an action in a file, by which pages find it again. */
export function actionSlug(action: Id): string {
  return `tindakan-${action}`;
}
