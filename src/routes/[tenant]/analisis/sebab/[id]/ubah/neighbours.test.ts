import { expect, test } from 'vitest';
import { type ArrowKey, alongLinks, byPlace, inTurn, type Placed } from './neighbours.ts';

/** A symptom over two causes, the left of which has a cause of its own; at the side one that nothing is linked to. */
const PLACED: readonly Placed[] = [
  { slug: 'late', x: 200, y: 50 },
  { slug: 'busy', x: 100, y: 200 },
  { slug: 'unclear', x: 300, y: 205 },
  { slug: 'alone', x: 500, y: 200 },
  { slug: 'untrained', x: 100, y: 350 },
];
const LINKS = [
  { from: 'busy', to: 'late' },
  { from: 'unclear', to: 'late' },
  { from: 'untrained', to: 'busy' },
];

function at(slug: string): Placed {
  return PLACED.find((one) => one.slug === slug) ?? { slug, x: 0, y: 0 };
}

test.each<[ArrowKey, string, string | undefined, string | undefined]>([
  // key         from         along links  by place
  ['ArrowUp', 'untrained', 'busy', 'busy'],
  ['ArrowUp', 'busy', 'late', 'late'],
  ['ArrowUp', 'late', undefined, undefined],
  ['ArrowDown', 'late', 'busy', 'busy'],
  ['ArrowDown', 'unclear', undefined, 'untrained'],
  ['ArrowUp', 'alone', undefined, 'late'],
  ['ArrowRight', 'busy', 'unclear', 'unclear'],
  ['ArrowRight', 'unclear', 'alone', 'alone'],
  ['ArrowLeft', 'busy', undefined, undefined],
])('%s from %s leads along links to %s, by place to %s', (key, from, along, place) => {
  expect(alongLinks(key, at(from), PLACED, LINKS)?.slug).toBe(along);
  expect(byPlace(key, at(from), PLACED)?.slug).toBe(place);
});

test('in turn every factor is reached, and after the last the first', () => {
  const seen = ['late'];
  for (let here = at('late'); seen.length < PLACED.length; ) {
    here = inTurn(1, here, PLACED) ?? here;
    seen.push(here.slug);
  }
  expect(seen).toEqual(['late', 'busy', 'unclear', 'alone', 'untrained']);
  expect(inTurn(1, at('untrained'), PLACED)?.slug).toBe('late');
  expect(inTurn(-1, at('late'), PLACED)?.slug).toBe('untrained');
});
