import { type Network, partner } from './network.ts';

export interface Domination {
  /** Who dominates the actor, whom the actor dominates, and with whom it stands level; each in the order of the ties. */
  readonly dominatedBy: readonly string[];
  readonly dominates: readonly string[];
  readonly levelWith: readonly string[];
}

/** Where an actor stands in its ties. One dominated tie is enough, even where another tie of the pair is level; a partner who is nowhere dominant nor dominated is level. */
export function dominationOf(network: Network, actor: string): Domination {
  const dominatedBy = new Set<string>();
  const dominates = new Set<string>();
  const partners = new Set<string>();
  for (const tie of network.ties) {
    if (tie.from !== actor && tie.to !== actor) continue;
    const other = partner(tie, actor);
    partners.add(other);
    if (tie.dominant === other) dominatedBy.add(other);
    if (tie.dominant === actor) dominates.add(other);
  }
  const levelWith = [...partners].filter((other) => !dominatedBy.has(other) && !dominates.has(other));
  return { dominatedBy: [...dominatedBy], dominates: [...dominates], levelWith };
}
