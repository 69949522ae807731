import { boundedWork } from '#kernel/bounded-work.ts';
import { byWeight, type Change, collisions, compareModels, readModel } from '#modules/models/index.ts';

/** A draft, what it was made from as that stood, and what is published of that now. */
export type OriginTexts = { readonly mine: string; readonly was: string; readonly is: string };

/** What each changed since: the draft, and its origin; `both` are paths that the two changed differently. */
export type AgainstOrigin = {
  readonly mine: readonly Change[];
  readonly theirs: readonly Change[];
  readonly both: readonly string[];
};

/** Compares a draft with its origin as it was and as it is; undefined where the draft has mistakes. */
export function againstOrigin({ mine, was, is }: OriginTexts): AgainstOrigin | undefined {
  const [own, old, newer] = [readModel(mine), readModel(was), readModel(is)];
  if (!own.ok || !old.ok || !newer.ok) return undefined;
  const [ours, theirs] = [compareModels(old.model, own.model), compareModels(old.model, newer.model)];
  return { mine: byWeight(ours), theirs: byWeight(theirs), both: collisions(ours, theirs) };
}

export const comparingOrigin = boundedWork('modules/workshop/against-origin.ts', { againstOrigin });
