import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { AREA_LIMITS, type AreaActor, networkOn } from './area-network.ts';

const DAY = { asOf: '2026-02-11', halfLifeDays: 365 };

function actors(count: number, shown: AreaActor['shown'] = 'open'): AreaActor[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${shown}${i}`,
    label: `RW ${i}`,
    entity: 'institution',
    pillar: null,
    kind: null,
    level: null,
    place: '32.73.30.1003',
    shown,
  }));
}

test.each([
  // the area                                     actors                         reader      refused, or how many are seen
  ['with nobody', [], 'officer', 'network.empty'],
  ['with persons only, to the public', actors(3, 'closed'), 'public', 'network.empty'],
  ['with persons only, to an officer', actors(3, 'closed'), 'officer', 3],
  ['with as many as a page can show', actors(AREA_LIMITS.actors), 'public', 300],
  ['with one more', actors(AREA_LIMITS.actors + 1), 'public', 'network.too-large'],
  ['with more, most of them persons', [...actors(1), ...actors(300, 'closed')], 'public', 1],
] as const)('the network of an area %s', (_, of, reader, wanted) => {
  const found = networkOn({ actors: of, dealings: [], told: [], cutShort: [] }, DAY, reader);
  expect(isRefusal(found) ? found.refusal : found.network.actors.length).toBe(wanted);
  if (wanted === 'network.too-large') expect(found).toMatchObject({ params: { actors: 301, limit: 300 } });
});
