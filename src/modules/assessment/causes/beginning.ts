import type { CauseMap } from '#analysis/causes/index.ts';
import type { Read } from '#analysis/located-text.ts';
import type { Language } from '#analysis/words.ts';
import { boundedWork } from '#kernel/bounded-work.ts';
import { type Id, newId } from '#kernel/id.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import {
  type DrawnAction,
  type DrawnCauses,
  type DrawnFactor,
  type DrawnLink,
  MAP_LIMITS,
} from './drawn-causes.ts';
import { readUploadedCauses } from './uploaded-causes.ts';

/** What a new map starts with, not yet written. */
export type FirstCauses = {
  readonly factors: readonly Omit<DrawnFactor, 'version'>[];
  readonly links: readonly Omit<DrawnLink, 'version'>[];
  readonly actions: readonly Omit<DrawnAction, 'version'>[];
};

export const NO_CAUSES: FirstCauses = { factors: [], links: [], actions: [] };

export const readingCauses = boundedWork('modules/assessment/causes/uploaded-causes.ts', {
  readUploadedCauses,
});

/** What was read of a file, or the first thing that is wrong with it, with its line. */
export function causesRead(read: Read<CauseMap>): CauseMap | Refusal {
  if (read.ok) return read.value;
  const [first] = read.problems;
  return at(
    'file',
    refuse('causes.unreadable', undefined, {
      line: first?.line ?? 0,
      path: first?.path ?? '',
      id: first?.reason.id ?? '',
      en: first?.reason.en ?? '',
    }),
  );
}

/** A file's map as a drawing, in one of its languages, its texts as long as they were read; refuses what is larger than a map that people draw. */
export function causesFromFile(map: CauseMap, language: Language, now: Date): FirstCauses | Refusal {
  const tooLarge = (limit: number) => at('file', refuse('causes.too-large', undefined, { limit }));
  if (map.factors.length > MAP_LIMITS.factor) return tooLarge(MAP_LIMITS.factor);
  if (map.links.length > MAP_LIMITS.link) return tooLarge(MAP_LIMITS.link);
  if (map.actions.length > MAP_LIMITS.action) return tooLarge(MAP_LIMITS.action);
  const ids = new Map(map.factors.map((factor): [string, Id] => [factor.slug, newId(now)]));
  const idOf = (slug: string) => ids.get(slug) ?? newId(now);
  return {
    factors: map.factors.map((factor) => ({
      id: idOf(factor.slug),
      slug: factor.slug,
      title: factor.title[language],
      kind: factor.kind,
      about: factor.about?.[language] ?? '',
    })),
    links: map.links.map((link) => ({
      id: newId(now),
      from: idOf(link.from),
      to: idOf(link.to),
      effect: link.effect,
      evidence: link.evidence.map(({ text, source }) => ({
        text: text[language],
        document: source?.document ?? '',
        location: source?.location ?? '',
      })),
    })),
    actions: map.actions.map((action) => ({
      id: newId(now),
      title: action.title[language],
      factors: action.addresses.map(idOf),
      responsible: null,
      // By name only: a file may come from another city, whose institutions are not in this one's register.
      responsibleName: action.responsible ?? null,
      dueOn: action.due ?? null,
      state: action.state ?? 'planned',
    })),
  };
}

/** Another place's drawing to begin with: the same factors, links and evidence; its actions as proposals that nobody has taken on. */
export function causesFromMap(causes: DrawnCauses, now: Date): FirstCauses {
  const ids = new Map(causes.factors.map((factor): [Id, Id] => [factor.id, newId(now)]));
  const idOf = (factor: Id) => ids.get(factor) ?? newId(now);
  return {
    factors: causes.factors.map(({ id, slug, title, kind, about }) => ({
      id: idOf(id),
      slug,
      title,
      kind,
      about,
    })),
    links: causes.links.map(({ from, to, effect, evidence }) => ({
      id: newId(now),
      from: idOf(from),
      to: idOf(to),
      effect,
      evidence,
    })),
    actions: causes.actions
      .filter((action) => action.factors.length > 0)
      .map(({ title, factors }) => ({
        id: newId(now),
        title,
        factors: factors.map(idOf),
        responsible: null,
        responsibleName: null,
        dueOn: null,
        state: 'planned',
      })),
  };
}
