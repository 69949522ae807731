import type { Id } from '#kernel/id.ts';
import type { Runtime } from '#platform/runtime.ts';
import { roomMarks } from './room-mark.store.ts';

/** Milliseconds between two looks at the database while somebody listens. */
const EVERY = 200;

/** Milliseconds after which what could not be asked is asked again. */
const AFTER_FAILURE = 2000;

/** A room in one language: `variant` keeps what is shown in Indonesian apart from what is shown in English. */
export type Room = { readonly tenant: Id; readonly forum: Id; readonly variant: string };

export type Listener = {
  /** What the room shows now. */
  readonly show: (text: string) => void;
  /** The server closes. */
  readonly end: () => void;
};

/** Tells everybody in a room what changed in it, whichever server changed it. */
export type RoomWatch = {
  /**
   * Listens to a room: at once what it shows, then whenever that changed. `render` reads it once for all who listen to
   * the same. What is answered ends the listening.
   */
  listen(room: Room, render: () => Promise<string>, listener: Listener): () => void;
  /** How many listen. */
  readonly listeners: number;
  /** Ends all listening, and takes no more. */
  close(): void;
};

type Watched = Room & {
  readonly listeners: Set<Listener>;
  readonly render: () => Promise<string>;
  mark: string | undefined;
  text: string | undefined;
};

/**
 * Watches rooms by asking the database for their marks, one short query for each city several times a second, and only
 * while somebody listens: see decision 0079. A room is rendered once for each change and language, however many listen.
 */
export function watchRooms(runtime: Pick<Runtime, 'read' | 'log'>, every = EVERY): RoomWatch {
  const rooms = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function later(milliseconds: number): void {
    if (timer !== undefined || closed || rooms.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      look().then(
        () => later(every),
        (error: unknown) => {
          runtime.log.warn({ error: String(error) }, 'rooms could not be looked at');
          later(AFTER_FAILURE);
        },
      );
    }, milliseconds);
  }

  async function look(): Promise<void> {
    const byTenant = Map.groupBy(rooms.values(), (one) => one.tenant);
    for (const [tenant, those] of byTenant) {
      const marks = await runtime.read(tenant, (tx) =>
        roomMarks(tx, [...new Set(those.map((one) => one.forum))]),
      );
      for (const room of those) {
        const mark = marks.get(room.forum);
        if (mark === undefined || mark === room.mark) continue;
        const text = await room.render();
        // Only what was shown is done with: what fails is tried again. Told even where everybody sees the same as before: the
        // officer's screen shows more.
        room.mark = mark;
        room.text = text;
        for (const one of [...room.listeners]) one.show(text);
      }
    }
  }

  return {
    get listeners() {
      return [...rooms.values()].reduce((sum, one) => sum + one.listeners.size, 0);
    },
    listen(room, render, listener) {
      if (closed) {
        listener.end();
        return () => {};
      }
      const key = `${room.tenant} ${room.forum} ${room.variant}`;
      const watched = rooms.get(key) ?? {
        ...room,
        render,
        listeners: new Set<Listener>(),
        mark: undefined,
        text: undefined,
      };
      rooms.set(key, watched);
      watched.listeners.add(listener);
      if (watched.text !== undefined) listener.show(watched.text);
      later(0);
      return () => {
        watched.listeners.delete(listener);
        if (watched.listeners.size === 0 && rooms.get(key) === watched) rooms.delete(key);
      };
    },
    close() {
      closed = true;
      clearTimeout(timer);
      const all = [...rooms.values()].flatMap((one) => [...one.listeners]);
      rooms.clear();
      for (const one of all) one.end();
    },
  };
}
