import { expect, test } from 'vitest';
import { type Kept, keptQueue } from './kept-queue.ts';

/** A browser's store, as far as the queue uses it; `room` is how many entries fit. */
function store(room = 100): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (n) => [...held.keys()][n] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => {
      if (held.size >= room) throw new DOMException('full', 'QuotaExceededError');
      held.set(key, value);
    },
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  };
}

const form = (key: string, about = 'usulan'): Kept => ({
  key,
  action: '?/putuskan',
  fields: { outcome: 'fund' },
  about,
  label: 'Sumur',
});

test('what was asked for comes back in the order in which it was asked, to the same person in the same room alone', () => {
  const kept = store();
  keptQueue(kept, 'ruang a lurah').keep(form('02'));
  keptQueue(kept, 'ruang a lurah').keep(form('01'));
  keptQueue(kept, 'ruang b lurah').keep(form('03'));
  keptQueue(kept, 'ruang a lurah-lain').keep(form('04'));
  expect(keptQueue(kept, 'ruang a lurah').all()).toEqual([form('01'), form('02')]);
});

test('of two windows each forgets what it was answered, and keeps what the other still waits for', () => {
  const kept = store();
  const [one, other] = [keptQueue(kept, 'ruang'), keptQueue(kept, 'ruang')];
  one.keep(form('01'));
  other.keep(form('02'));
  one.forget('01');
  expect(other.all()).toEqual([form('02')]);
});

test('a store that is full or closed hinders nobody, and what it holds of others is not taken for a form', () => {
  const full = store(1);
  keptQueue(full, 'ruang').keep(form('01'));
  keptQueue(full, 'ruang').keep(form('02'));
  expect(keptQueue(full, 'ruang').all()).toEqual([form('01')]);

  const strange = store();
  strange.setItem('ruang 1', 'not JSON');
  strange.setItem('ruang 2', '{"key":"2"}');
  strange.setItem('ruang 3', JSON.stringify({ ...form('3'), fields: { outcome: 1 } }));
  strange.setItem('ruang 4', JSON.stringify({ ...form('4'), fields: null }));
  strange.setItem('ruang 5', 'null');
  strange.setItem('ruang 6', JSON.stringify({ ...form('6'), label: 6 }));
  expect(keptQueue(strange, 'ruang').all()).toEqual([]);

  const closed = new Proxy(store(), {
    get: () => {
      throw new DOMException('closed', 'SecurityError');
    },
  });
  const queue = keptQueue(closed, 'ruang');
  queue.keep(form('01'));
  queue.forget('01');
  expect(queue.all()).toEqual([]);
});
