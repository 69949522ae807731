import { ancestor, type Level, type RegionCode } from '#kernel/region.ts';
import type { ForumRules } from './forums.section.ts';
import type { Sections } from './sections.ts';

/** The level of the places over which a forum is held: its own, or that of its body. */
export function forumLevel(model: Pick<Sections, 'parties'>, rules: Pick<ForumRules, 'at' | 'by'>): Level {
  return rules.at ?? model.parties.bodies.find((one) => one.body === rules.by)?.at ?? 'regency';
}

/** The place over which a forum is held that decides on what lies in a village. */
export function forumPlace(
  model: Pick<Sections, 'parties'>,
  rules: Pick<ForumRules, 'at' | 'by'>,
  village: RegionCode,
): RegionCode {
  return ancestor(village, forumLevel(model, rules));
}
