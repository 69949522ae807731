import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal, refusalIn } from '#kernel/refusal.ts';
import { emptyMap } from './kept-map.ts';
import {
  freshness,
  mayChangeMeeting,
  mayCloseMeeting,
  mayKeepComponentMap,
  readMeeting,
} from './working-meeting.ts';

const VILLAGE = '32.73.30.1004';
const KEEPERS = { offices: ['lurah', 'camat', 'setda'] };

function officer(office: string, region: string): Actor {
  const organization = { id: 'o', kind: 'kelurahan', name: 'K' };
  return {
    tenant: 't',
    person: 'p',
    name: 'P',
    mandates: [{ id: 'm', office, organization, region }],
    scopes: 'session',
    secondFactor: false,
  };
}

test.each([
  // who                          their place        may keep the kelurahan's map
  ['lurah', VILLAGE, true],
  ['lurah', '32.73.30.1005', false],
  ['camat', '32.73.30', true],
  ['camat', '32.73.29', false],
  ['setda', '32.73', true],
  ['inspectorate', '32.73', false],
  ['chair', VILLAGE, false],
  ['chair', `${VILLAGE}.007`, false],
])('%s of %s keeps the map of the kelurahan: %s', (office, region, may) => {
  expect(refusalIn(mayKeepComponentMap(officer(office, region), VILLAGE, KEEPERS)) === undefined).toBe(may);
});

test.each([
  // looked at     agreed days   today          due            state
  ['2026-01-01', 31, '2026-02-01', '2026-02-01', 'fresh'],
  ['2026-01-01', 31, '2026-02-02', '2026-02-01', 'late'],
  ['2026-01-01', 366, '2026-12-31', '2027-01-02', 'fresh'],
])('looked at %s, every %d days, on %s', (heldOn, days, today, due, state) => {
  expect(freshness(heldOn, days, today)).toMatchObject({ due, state });
});

test.each([
  // looked at     today         days ago
  ['2026-02-05', '2026-02-10', 5],
  ['2026-02-10', '2026-02-10', 0],
  ['2026-02-11', '2026-02-10', 0],
])('looked at %s, on %s that is %i days ago', (heldOn, today, ago) => {
  expect(freshness(heldOn, 31, today).days).toBe(ago);
});

const kept = emptyMap({
  title: 'Sampah',
  sides: [{ slug: 'community', title: { id: 'Masyarakat', en: 'Community' } }],
  pillars: '',
  stages: 'Pilah',
  clusters: 'Plastik',
});
const map = isRefusal(kept) ? undefined : kept.map;
if (!map) throw new Error('the map was refused');
const whole = {
  ...map,
  date: '2026-02-05',
  components: [{ slug: 'rw', title: { id: 'RW', en: 'RW' }, pillar: 'community' }],
};
const came = ['Kelurahan', 'Bank sampah'].map((name) => ({ component: null, name }));

test.each([
  ['held, two came, whole', '2026-02-05', came, whole, undefined],
  ['held today', '2026-02-10', came, whole, undefined],
  ['still to come', '2026-02-11', came, whole, 'components.not-held'],
  ['only one came', '2026-02-05', came.slice(1), whole, 'components.nobody-came'],
  ['without components', '2026-02-05', came, map, 'components.incomplete'],
])('closing a meeting %s', (_, heldOn, attended, of, refusal) => {
  const refused = mayCloseMeeting({ heldOn, attended }, of, '2026-02-10');
  expect(refused?.refusal).toBe(refusal);
  if (refusal === 'components.not-held') expect(refused?.params).toEqual({ day: '2026-02-11' });
  if (refusal === 'components.nobody-came') expect(refused?.params).toEqual({ wanted: 2 });
});

test.each([
  ['open', 3, 3, undefined],
  ['open', 3, undefined, undefined],
  ['open', 3, 2, 'input.stale'],
  ['closed', 3, 3, 'components.meeting-over'],
  ['cancelled', 3, 3, 'components.meeting-over'],
] as const)('a %s meeting at version %d, seen at %s', (state, version, seen, refusal) => {
  expect(mayChangeMeeting({ state, version }, seen)?.refusal).toBe(refusal);
});

const typed = {
  heldOn: '2026-02-05',
  attended: ['rw'],
  others: 'PKK\n\nPKK\nKampus',
  remarks: '',
  forum: '',
  intervalDays: '92',
};
const days = { today: '2026-02-10', last: '2026-01-20' };

test('institutions are kept by their names, each once; never fewer than were ticked', () => {
  expect(readMeeting(typed, whole, days)).toMatchObject({
    attended: [{ component: 'rw', name: 'RW' }, { name: 'PKK' }, { name: 'Kampus' }],
    intervalDays: 92,
  });
});

const sixty = Array.from({ length: 60 }, (_, i) => `Lembaga ${i}`);

test.each([
  ['the day of the last meeting', { heldOn: '2026-01-20' }],
  ['three months ahead', { heldOn: '2026-05-13' }],
  ['sixty others', { others: sixty.join('\n') }],
  ['nothing said beyond', { attended: [], others: '' }],
])('a meeting with %s is read', (_, change) => {
  expect(isRefusal(readMeeting({ ...typed, ...change }, whole, days))).toBe(false);
});

test('a first meeting may have been since 2000, and what lies outside is told', () => {
  const first = { ...days, last: null };
  expect(isRefusal(readMeeting({ ...typed, heldOn: '2000-01-01' }, whole, first))).toBe(false);
  const early = readMeeting({ ...typed, heldOn: '1999-12-31' }, whole, first);
  expect(isRefusal(early) && early.issues).toMatchObject([
    { params: { from: '2000-01-01', to: '2026-05-13' } },
  ]);
});

test('everything that is wrong with a meeting is said at once', () => {
  const wrong = readMeeting(
    {
      heldOn: 'kemarin',
      attended: ['rw', 'x'],
      others: `??\n${sixty.join('\n')}`,
      remarks: 'a'.repeat(4001),
      forum: '',
      intervalDays: '',
    },
    whole,
    days,
  );
  expect(isRefusal(wrong) && wrong.issues?.map((one) => `${one.field}: ${one.refusal}`)).toEqual([
    'heldOn: input.date',
    'attended: input.choice',
    'others: input.too-many-lines',
    'others: input.no-letters',
    'remarks: input.too-long',
    'intervalDays: input.choice',
  ]);
  expect(isRefusal(wrong) && wrong.issues?.[2]?.params).toEqual({ limit: 60 });
});

test.each([
  ['a day after three months', { heldOn: '2026-05-14' }, 'heldOn', 'input.date-order'],
  ['a day before the last meeting', { heldOn: '2026-01-19' }, 'heldOn', 'input.date-order'],
  ['a day far ahead', { heldOn: '2027-01-01' }, 'heldOn', 'input.date-order'],
  ['a component that is none', { attended: ['x'] }, 'attended', 'input.choice'],
  ['an interval nobody offers', { intervalDays: '3' }, 'intervalDays', 'input.choice'],
  ['remarks without end', { remarks: 'a'.repeat(4001) }, 'remarks', 'input.too-long'],
])('refused: %s', (_, change, field, refusal) => {
  expect(readMeeting({ ...typed, ...change }, whole, days)).toMatchObject({ issues: [{ field, refusal }] });
});
