import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { AREA_LIMITS, type AreaActor, firstDay, networkOn } from './area-network.ts';
import type { Dealing } from './derived-ties.ts';
import type { ToldTie } from './surveyed-ties.ts';

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

const MEETING: Dealing = {
  form: 'forum',
  actors: ['open0', 'closed0'],
  dominant: null,
  date: '2026-02-01',
  reference: 'musyawarah/1',
};
const TOLD: ToldTie = {
  id: 't',
  batch: null,
  respondent: 'open0',
  from: 'open0',
  to: 'open1',
  form: 'work',
  bond: 'strong',
  strength: 2,
  standing: null,
  dominant: null,
  nature: null,
  stage: null,
  seenOn: '2026-01-15',
  endedOn: null,
  note: 'arisan',
};
const RECORDS = {
  actors: [...actors(3), ...actors(2, 'closed')],
  dealings: [MEETING, { ...MEETING, actors: ['open0', 'elsewhere'] as const }],
  told: [TOLD],
  cutShort: [],
};

test.each([
  // reader    actors  hidden  ties                                     note
  ['officer', 5, 0, ['closed0 open0 forum', 'open0 open1 work'], 'arisan'],
  ['public', 3, 2, ['open0 open1 work'], null],
] as const)('what the %s sees of an area', (reader, seen, hidden, ties, note) => {
  const found = networkOn(RECORDS, DAY, reader);
  if (isRefusal(found)) throw new Error(found.refusal);
  const { network } = found;
  expect(network.directed).toBe(false);
  expect(network.actors).toHaveLength(seen);
  expect(found.hidden).toBe(hidden);
  expect(network.ties.map((tie) => [...[tie.from, tie.to].sort(), tie.form].join(' ')).sort()).toEqual(ties);
  expect(network.ties.find((tie) => tie.form === 'work')?.note).toBe(note);
  expect(network.actors[0]).toMatchObject({ id: 'open0', label: 'RW 0', place: '32.73.30.1003' });
});

test('what was told after the day, or before the range, is no tie of it', () => {
  const ties = (day: { asOf: string; from?: string }) => {
    const found = networkOn(RECORDS, { ...DAY, ...day }, 'public');
    return isRefusal(found) ? undefined : found.network.ties.length;
  };
  expect(ties({ asOf: '2026-01-15' })).toBe(1);
  expect(ties({ asOf: '2026-01-14' })).toBe(0);
  expect(ties({ asOf: '2026-02-11', from: '2026-01-16' })).toBe(0);
});

test('an area is known from the first day of a dealing or an answer', () => {
  expect(firstDay(RECORDS)).toBe('2026-01-15');
  expect(firstDay({ ...RECORDS, told: [] })).toBe('2026-02-01');
  expect(firstDay({ ...RECORDS, told: [{ ...TOLD, seenOn: '2026-02-03' }] })).toBe('2026-02-01');
  expect(firstDay({ ...RECORDS, told: [], dealings: [MEETING, { ...MEETING, date: '2026-01-30' }] })).toBe(
    '2026-01-30',
  );
  expect(firstDay({ actors: [], dealings: [], told: [], cutShort: [] })).toBeUndefined();
});
