import type { LaneBounds } from './route-class.ts';

/** Lets so many requests of one kind work at once, so many wait, and turns the rest away. */
export type Lane = {
  /**
   * Calls `start` when there is room, at once or later, or `refuse` when there is none in time. `start` is handed what
   * ends the work. What is answered takes a waiting request back, whose sender has gone.
   */
  enter(request: Entering): () => void;
  /** Requests turned away since the start. */
  readonly refused: number;
};

export type Entering = {
  readonly address: string;
  readonly weight: number;
  readonly start: (leave: () => void) => void;
  readonly refuse: () => void;
};

type Waiting = Entering & { readonly timer: NodeJS.Timeout };

/** Addresses of which it is remembered when one of theirs was begun last. */
const REMEMBERED = 2000;

/**
 * The address with least work under way comes next, of several the one that has waited longest for a turn, and in a full waiting room the address with most waiting gives up a place:
 * a flood from one address waits behind everybody else.
 */
export function openLane(bounds: LaneBounds): Lane {
  let room = bounds.running;
  let refused = 0;
  const running = new Map<string, number>();
  const waiting = new Set<Waiting>();
  /** When an address had its last turn, in the order of turns. */
  const turns = new Map<string, number>();
  let turn = 0;
  let isCalled = false;

  function begin({ address, weight, start }: Entering): void {
    room -= weight;
    turn += 1;
    turns.delete(address);
    turns.set(address, turn);
    const [oldest] = turns.keys();
    if (turns.size > REMEMBERED && oldest !== undefined) turns.delete(oldest);
    running.set(address, (running.get(address) ?? 0) + 1);
    let open = true;
    start(() => {
      if (!open) return;
      open = false;
      room += weight;
      const left = (running.get(address) ?? 1) - 1;
      if (left > 0) running.set(address, left);
      else running.delete(address);
      if (waiting.size > 0) callNext();
    });
  }

  /**
   * Only after whatever else has come is heard: work on the embedded database waits for nothing outside the process, and
   * one piece begun straight after the other would keep it from hearing anything, health among it, until the last is done.
   */
  function callNext(): void {
    if (isCalled) return;
    isCalled = true;
    setImmediate(() => {
      isCalled = false;
      next();
    });
  }

  function next(): void {
    while (room > 0) {
      let best: Waiting | undefined;
      for (const one of waiting) if (best === undefined || comesBefore(one, best)) best = one;
      // What does not fit yet keeps its turn: smaller ones passing it by would leave it waiting for ever.
      if (!best || !fits(best)) return;
      remove(best);
      begin(best);
    }
  }

  function comesBefore(one: Entering, other: Entering): boolean {
    const more = (running.get(one.address) ?? 0) - (running.get(other.address) ?? 0);
    return more === 0 ? (turns.get(one.address) ?? 0) < (turns.get(other.address) ?? 0) : more < 0;
  }

  /** A weight above the whole room fits when nothing else is under way. */
  const fits = ({ weight }: Entering) => weight <= room || room === bounds.running;

  function remove(one: Waiting): void {
    clearTimeout(one.timer);
    waiting.delete(one);
  }

  function turnAway(one: Waiting): void {
    remove(one);
    refused += 1;
    one.refuse();
  }

  /** The newest of those waiting from the address with most of them, when that is more than the newcomer's would be. */
  function whoGivesWay(newcomer: string): Waiting | undefined {
    const counts = new Map<string, number>();
    for (const { address } of waiting) counts.set(address, (counts.get(address) ?? 0) + 1);
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    if (!most || most[1] <= (counts.get(newcomer) ?? 0) + 1) return undefined;
    return [...waiting].findLast((one) => one.address === most[0]);
  }

  return {
    get refused() {
      return refused;
    },
    enter(request) {
      if (waiting.size === 0 && fits(request)) {
        begin(request);
        return () => {};
      }
      if (waiting.size >= bounds.waiting) {
        const other = whoGivesWay(request.address);
        if (!other) {
          refused += 1;
          request.refuse();
          return () => {};
        }
        turnAway(other);
      }
      const one: Waiting = {
        ...request,
        timer: setTimeout(() => turnAway(one), bounds.seconds * 1000),
      };
      one.timer.unref();
      waiting.add(one);
      return () => remove(one);
    },
  };
}
