import { type Refusal, refuse } from './refusal.ts';

/**
 * Refuses a change that was made looking at an earlier version than the one that stands; whoever does not say which
 * version they saw is not asked.
 */
export function mustBeFresh(current: number, yours: number | undefined): Refusal | undefined {
  return yours === undefined || yours === current
    ? undefined
    : refuse('input.stale', undefined, { yours, current });
}

/** Refuses a change that somebody else made at the same moment: a row of the same name or number stands already. */
export function overtaken(): Refusal {
  return refuse('input.stale');
}
