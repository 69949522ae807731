import type { IsoDate } from '#kernel/date.ts';

/**
 * That a programme goes by another version of its model from a day on. `opens`: whatever is sent or opened from then on;
 * what was before finishes by the old one. `all`: one rule, which the law compels, also for what runs already.
 */
export type Pin = {
  readonly fromOn: IsoDate;
  /** When that day begins in the city. */
  readonly beginsAt: Date;
  readonly before: string;
  readonly version: string;
  readonly reach: 'opens' | 'all';
};

/**
 * By which version of its model something in a programme goes today: what is sent or opened at `since`. `pins` are those
 * that have begun, by their days; `first` is the version with which the programme was opened. Decision 50.
 */
export function versionFor(first: string, pins: readonly Pin[], since: Date): string {
  return pins.reduce(
    (version, pin) =>
      pin.before === version && (pin.reach === 'all' || since >= pin.beginsAt) ? pin.version : version,
    first,
  );
}

/** Every version by which something of a programme may still go: the newest last. */
export function versionsInUse(first: string, pins: readonly Pin[]): readonly string[] {
  const moved = new Set(pins.filter((pin) => pin.reach === 'all').map((pin) => pin.before));
  const all = [first, ...pins.map((pin) => pin.version)];
  return [...new Set(all)].filter((version) => !moved.has(version));
}

/** By which version goes what is sent or opened once all of these have begun. */
export function lastVersion(first: string, pins: readonly Pin[]): string {
  const last = pins.at(-1);
  return last ? versionFor(first, pins, last.beginsAt) : first;
}
