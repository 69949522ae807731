/** The only source of the present moment. Rules never see it; use cases pass its answer on. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it was put, for tests and demo stories that happen on given days. */
export function settableClock(start: Date): Clock & { set(moment: Date): void } {
  let moment = start;
  return {
    now: () => moment,
    set(next) {
      moment = next;
    },
  };
}
