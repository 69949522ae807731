/** A form that was asked to be sent. */
export type Kept = {
  /** Makes it harmless to send it twice: an answer that got lost is asked for again under the same. Later ones sort behind. */
  readonly key: string;
  /** The page's action, as in `?/putuskan`. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What it is about, and in words. */
  readonly about: string;
  readonly label: string;
};

/**
 * What was asked for and has not been answered, in a browser's store, each by itself: two windows of one person never
 * write over what the other keeps. A store that is full or closed keeps nothing, and whoever sends goes on without it.
 */
export function keptQueue(store: Storage, name: string) {
  const at = (key: string) => `${name} ${key}`;
  return {
    keep(one: Kept): void {
      try {
        store.setItem(at(one.key), JSON.stringify(one));
      } catch {
        // It is sent all the same, for as long as this window stays.
      }
    },
    forget(key: string): void {
      try {
        store.removeItem(at(key));
      } catch {
        // Sent again it is answered as it was.
      }
    },
    /** In the order in which they were asked for. */
    all(): Kept[] {
      try {
        return Array.from({ length: store.length }, (_, i) => store.key(i) ?? '')
          .filter((key) => key.startsWith(`${name} `))
          .toSorted()
          .flatMap((key) => readKept(store.getItem(key)));
      } catch {
        return [];
      }
    },
  };
}

function readKept(text: string | null): Kept[] {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return isKept(read) ? [read] : [];
  } catch {
    return [];
  }
}

function isKept(read: unknown): read is Kept {
  if (typeof read !== 'object' || read === null) return false;
  const texts = ['key', 'action', 'about', 'label'].map((name): unknown => Reflect.get(read, name));
  const fields: unknown = Reflect.get(read, 'fields');
  return (
    texts.every((text) => typeof text === 'string') &&
    typeof fields === 'object' &&
    fields !== null &&
    Object.values(fields).every((value) => typeof value === 'string')
  );
}
