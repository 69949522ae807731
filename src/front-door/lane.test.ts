import { expect, test } from 'vitest';
import { openLane } from './lane.ts';

function hall(bounds: { running: number; waiting: number }) {
  const lane = openLane({ ...bounds, seconds: 60 });
  const started: string[] = [];
  const refused: string[] = [];
  const leave = new Map<string, () => void>();
  return {
    lane,
    started,
    refused,
    enter: (name: string, address: string, weight = 1) =>
      lane.enter({
        address,
        weight,
        start: (done) => {
          started.push(name);
          leave.set(name, done);
        },
        refuse: () => refused.push(name),
      }),
    /** Ends a piece of work, and lets the next begin. */
    leave: async (name: string) => {
      leave.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

test("a flood from one address waits behind everybody else's first request", async () => {
  const { enter, leave, started } = hall({ running: 2, waiting: 10 });
  for (const n of [1, 2, 3, 4]) enter(`flood ${n}`, '192.0.2.1');
  enter('somebody', '192.0.2.2');
  await leave('flood 1');
  expect(started).toEqual(['flood 1', 'flood 2', 'somebody']);
  await leave('somebody');
  expect(started.at(-1)).toBe('flood 3');
});

test('in a full waiting room the address with most waiting gives up a place', async () => {
  const { enter, leave, started, refused, lane } = hall({ running: 1, waiting: 3 });
  for (const n of [1, 2, 3, 4, 5]) enter(`flood ${n}`, '192.0.2.1');
  expect(refused).toEqual(['flood 5']);
  enter('somebody', '192.0.2.2');
  expect(refused).toEqual(['flood 5', 'flood 4']);
  await leave('flood 1');
  expect(started).toEqual(['flood 1', 'somebody']);
  expect(lane.refused).toBe(2);
});

test('room is given back once, however often work says it has ended; who goes away is not started', async () => {
  const { enter, leave, started } = hall({ running: 1, waiting: 3 });
  enter('a', '1');
  const withdraw = enter('b', '2');
  enter('c', '3');
  withdraw();
  await leave('a');
  await leave('a');
  expect(started).toEqual(['a', 'c']);
  enter('d', '4');
  expect(started).toEqual(['a', 'c']);
});

test('what weighs more than is left waits its turn, and what weighs more than all runs alone', async () => {
  const { enter, leave, started } = hall({ running: 10, waiting: 5 });
  enter('seven', '1', 7);
  enter('five', '2', 5);
  enter('one', '3', 1);
  expect(started).toEqual(['seven']);
  await leave('seven');
  expect(started).toEqual(['seven', 'five', 'one']);
  enter('twenty', '4', 20);
  await leave('five');
  expect(started).toHaveLength(3);
  await leave('one');
  expect(started.at(-1)).toBe('twenty');
});

test('between two pieces of work others are heard', async () => {
  const { enter, started, leave } = hall({ running: 1, waiting: 5 });
  enter('a', '1');
  enter('b', '2');
  let heard: string[] = [];
  setImmediate(() => {
    heard = [...started];
  });
  await leave('a');
  expect(heard).toEqual(['a']);
  expect(started).toEqual(['a', 'b']);
});
