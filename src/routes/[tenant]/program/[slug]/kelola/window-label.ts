import { forumKind, proposalKind } from '#modules/models/index.ts';
import type { Program, WindowOf } from '#modules/programs/index.ts';
import type { Locale } from '#paraglide/runtime.js';

/** What a window is of, as the model calls it: its kind of proposals, or its forum. */
export function windowLabel({ model }: Program, { of, name }: WindowOf, locale: Locale): string {
  const { label } = of === 'proposals' ? proposalKind(model, name) : forumKind(model, name);
  return label[locale];
}
