import { expect, test } from 'vitest';
import { keptBriefly } from './kept-briefly.ts';

type Event = Parameters<ReturnType<typeof keptBriefly<never, number>>>[0];

function asked(path: string, who: object = {}): Event {
  // Of an event only these are looked at.
  return {
    url: new URL(path, 'http://pilar.test'),
    locals: { tenant: { id: 'city' }, locale: 'id', ...who },
  } as unknown as Event;
}

function counting() {
  let time = 0;
  let reckoned = 0;
  const load = keptBriefly(
    async (_event: Event) => {
      reckoned += 1;
      return reckoned;
    },
    () => time,
  );
  return {
    load,
    reckoned: () => reckoned,
    wait: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

test('twenty visitors at once cost one reckoning; after some seconds it is made anew', async () => {
  const { load, reckoned, wait } = counting();
  const all = await Promise.all(Array.from({ length: 20 }, () => load(asked('/bandung/x?a=1'))));
  expect(new Set(all)).toEqual(new Set([1]));
  wait(6);
  expect(await load(asked('/bandung/x?a=1'))).toBe(2);
  expect(reckoned()).toBe(2);
});

test('another address, language or city is another page; who is signed in gets a fresh one', async () => {
  const { load, reckoned } = counting();
  await load(asked('/bandung/x'));
  await load(asked('/bandung/x?a=2'));
  await load(asked('/bandung/x', { locale: 'en' }));
  await load(asked('/bandung/x', { tenant: { id: 'other' } }));
  await load(asked('/bandung/x', { session: {} }));
  await load(asked('/bandung/x', { actor: {} }));
  expect(reckoned()).toBe(6);
});

test('a failure is not kept, and a flood of addresses costs no memory', async () => {
  let fails = true;
  const load = keptBriefly(async (_event: Event) => {
    if (fails) throw new Error('away');
    return 1;
  });
  await expect(load(asked('/bandung/x'))).rejects.toThrow('away');
  fails = false;
  expect(await load(asked('/bandung/x'))).toBe(1);

  const { load: many, reckoned } = counting();
  for (let n = 0; n < 101; n += 1) await many(asked(`/bandung/x?n=${n}`));
  await many(asked('/bandung/x?n=100'));
  expect(reckoned()).toBe(101);
  await many(asked('/bandung/x?n=0'));
  expect(reckoned()).toBe(102);
});
