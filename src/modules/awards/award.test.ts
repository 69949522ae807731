import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import {
  type AwardState,
  type BeforePublishing,
  isConcerned,
  jurySeat,
  MOST_CANDIDATES,
  mayCloseNow,
  mayKeepAward,
  mayMark,
  maySetResult,
  mustBeMarked,
  mustBeMarkingDays,
  mustBeReady,
  mustBeWhole,
  mustStand,
  roundDays,
  type Tenure,
} from './award.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const { model } = read;
const [FIRST] = model.awards;
if (!FIRST) throw new Error('the model has no award');
/** The TJSL award: every two years, weights published seven days before, three marks at least. */
const AWARD = FIRST;
const CITY = '32.73';
const PERWAL = { cite: 'Peraturan Wali Kota Bandung Nomor 354 Tahun 2014' };

const SECRETARY = officer('forum-tjsl/sekretaris', CITY);
const MAYOR = officer('mayor', CITY);
const JUROR = officer('tim-penilai/anggota-skpd', CITY);

/** By which office, or refused with what. */
const answered = (answer: { readonly office: string } | Refusal) =>
  isRefusal(answer) ? answer.refusal : answer.office;

describe('who keeps rounds of the award', () => {
  test.each<[string, Actor, string]>([
    ['the secretary of the Forum', SECRETARY, 'forum-tjsl/sekretaris'],
    ['the secretary of another city', officer('forum-tjsl/sekretaris', '32.77'), 'access.office'],
    ['the mayor', MAYOR, 'access.office'],
  ])('%s: %2$s', (_, actor, answer) => {
    expect(answered(mayKeepAward(actor, model, AWARD, CITY))).toBe(answer);
  });

  test('whoever is refused reads which office it is, where, and by which rule', () => {
    expect(mayKeepAward(MAYOR, model, AWARD, CITY)).toMatchObject({
      basis: PERWAL,
      params: { offices: [{ id: 'Sekretaris Forum' }], place: CITY },
    });
  });
});

describe('who sets the result', () => {
  const closed = { region: CITY, state: 'closed', publishedBy: 'a', closedBy: 'b' } as const;

  test.each<
    [
      string,
      Actor,
      {
        readonly state?: AwardState;
        readonly publishedBy?: string | null;
        readonly closedBy?: string | null;
      },
      string,
    ]
  >([
    // who                          the round                          by which office, or refused
    ['the mayor', MAYOR, {}, 'mayor'],
    ['the mayor, of a round nobody published', MAYOR, { publishedBy: null, closedBy: null }, 'mayor'],
    ['the secretary', SECRETARY, {}, 'access.office'],
    ['the mayor who published it', MAYOR, { publishedBy: MAYOR.person }, 'access.maker-checker'],
    ['the mayor who closed it', MAYOR, { closedBy: MAYOR.person }, 'access.maker-checker'],
    ['the mayor, while jurors mark', MAYOR, { state: 'published' }, 'award.state'],
    ['the mayor, once it is set', MAYOR, { state: 'set' }, 'award.state'],
  ])('%s: %s', (_, actor, round, answer) => {
    expect(answered(maySetResult(actor, model, AWARD, { ...closed, ...round }))).toBe(answer);
  });

  test('whoever is refused reads by which rule, and which office it is', () => {
    expect(maySetResult(SECRETARY, model, AWARD, closed)).toMatchObject({
      basis: PERWAL,
      params: { offices: [{ id: 'Wali Kota' }], place: CITY },
    });
    expect(maySetResult(MAYOR, model, AWARD, { ...closed, closedBy: MAYOR.person })).toMatchObject({
      basis: PERWAL,
    });
  });
});

test('what is done to a round that stands elsewhere is refused with where it stands', () => {
  expect(mustStand({ state: 'draft' }, ['draft', 'published'])).toBeUndefined();
  expect(mustStand({ state: 'withdrawn' }, ['draft', 'published'])).toMatchObject({
    refusal: 'award.state',
    params: { state: 'withdrawn' },
  });
});

test.each([
  // weights         their sum, where it is not the whole
  [[400, 600], undefined],
  [[1000], undefined],
  [[400, 599], 999],
  [[400, 601], 1001],
  [[], 0],
])('weights of %j per mille', (weights, sum) => {
  const refusal = mustBeWhole(new Map(weights.map((one, i) => [`aspect-${i}`, one])), PERWAL);
  if (sum === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toEqual({ refusal: 'award.weights', basis: PERWAL, params: { sum } });
});

test.each([
  // marks from    until          on 1 June       refused beside, and what would do
  ['2026-06-01', '2026-06-01', undefined, undefined],
  ['2026-06-01', '2026-11-28', undefined, undefined],
  ['2026-05-31', '2026-06-30', 'marksFrom', { from: '2026-06-01', to: '2027-06-02' }],
  ['2026-06-02', '2026-06-01', 'marksUntil', { from: '2026-06-02', to: '2026-11-29' }],
  ['2026-06-01', '2026-11-29', 'marksUntil', { from: '2026-06-01', to: '2026-11-28' }],
])('jurors mark from %s to %s', (marksFrom, marksUntil, field, params) => {
  const refusal = mustBeMarkingDays({ marksFrom, marksUntil }, '2026-06-01');
  if (field === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toEqual({ refusal: 'input.date-order', field, params });
});

describe('a round is published', () => {
  const ready: BeforePublishing = {
    round: { state: 'draft', marksFrom: '2026-06-08', marksUntil: '2026-06-30' },
    weights: new Map([
      ['komitmen', 400],
      ['dokumen', 600],
    ]),
    candidates: 12,
    jurors: 3,
    last: 2024,
    today: '2026-06-01',
  };
  const days = (marksFrom: string) => ({ ...ready.round, marksFrom });

  test.each<[string, Partial<BeforePublishing>, string | undefined, object]>([
    // which                                 differs                      refused with          and told
    ['that is ready', {}, undefined, {}],
    [
      'that is published already',
      { round: { ...ready.round, state: 'published' } },
      'award.state',
      { state: 'published' },
    ],
    ['whose weights are not whole', { weights: new Map([['komitmen', 400]]) }, 'award.weights', { sum: 400 }],
    [
      'whose marking begins in six days',
      { round: days('2026-06-07') },
      'award.notice',
      { from: '2026-06-08' },
    ],
    ['that is the first', { last: undefined }, undefined, {}],
    ['the year after the last', { last: 2025 }, 'award.too-soon', { year: '2027' }],
    ['without candidates', { candidates: 0 }, 'award.candidates', { count: 0, limit: MOST_CANDIDATES }],
    ['with as many as there may be', { candidates: MOST_CANDIDATES }, undefined, {}],
    [
      'with one too many',
      { candidates: MOST_CANDIDATES + 1 },
      'award.candidates',
      { count: 501, limit: 500 },
    ],
    ['with two jurors of three', { jurors: 2 }, 'award.jury', { seated: 2, wanted: 3 }],
  ])('%s: %2$s', (_, differs, refused, params) => {
    const refusal = mustBeReady(model, AWARD, { ...ready, ...differs });
    expect(refusal?.refusal).toBe(refused);
    if (refusal) expect(refusal.params).toEqual(params);
    if (refusal && refused !== 'award.state') expect(refusal.basis).toMatchObject(PERWAL);
  });

  test('without a jury where no aspect is marked by one', () => {
    const unmarked = { ...AWARD, aspects: AWARD.aspects.filter((one) => !one.jury) };
    expect(mustBeReady(model, unmarked, { ...ready, jurors: 0 })).toBeUndefined();
  });
});

describe('a juror with an office in a candidate', () => {
  const round = { from: '2026-06-01', until: '2026-06-30' };
  const held = (startsOn: string, endsOn: string | null, organization = 'pt-bandros'): Tenure => ({
    organization,
    startsOn,
    endsOn,
  });

  test.each<[string, Tenure[], boolean]>([
    ['none', [], false],
    ['one that still runs', [held('2020-01-01', null)], true],
    ['one in another company', [held('2020-01-01', null, 'pt-lain')], false],
    ['one that ended on the first day', [held('2020-01-01', '2026-06-01')], true],
    ['one that ended the day before', [held('2020-01-01', '2026-05-31')], false],
    ['one that begins on the last day', [held('2026-06-30', null)], true],
    ['one that begins the day after', [held('2026-07-01', null)], false],
    [
      'two, one of them in the round',
      [held('2020-01-01', '2021-01-01'), held('2026-06-10', '2026-06-12')],
      true,
    ],
  ])('%s: %2$s', (_, tenures, concerned) => {
    expect(isConcerned(tenures, 'pt-bandros', round)).toBe(concerned);
  });

  test('the round runs from its publishing to the last day of marking', () => {
    const marksUntil = '2026-06-30';
    expect(roundDays({ publishedOn: '2026-05-20', marksUntil })).toEqual({
      from: '2026-05-20',
      until: marksUntil,
    });
    expect(roundDays({ publishedOn: null, marksUntil })).toEqual({ from: marksUntil, until: marksUntil });
  });
});

describe('who marks', () => {
  const round = {
    region: CITY,
    state: 'published',
    marksFrom: '2026-06-08',
    marksUntil: '2026-06-30',
    publishedOn: '2026-06-01',
  } as const;
  const about = { candidate: 'pt-bandros', tenures: [] as Tenure[], today: '2026-06-08' };
  const there: Tenure = { organization: 'pt-bandros', startsOn: '2020-01-01', endsOn: '2026-06-01' };

  test.each<[string, Actor, object, object, string]>([
    // who                                 the round                what is known               by which seat, or refused
    ['a juror on the first day', JUROR, {}, {}, 'tim-penilai/anggota-skpd'],
    ['a juror on the last day', JUROR, {}, { today: '2026-06-30' }, 'tim-penilai/anggota-skpd'],
    ['a juror the day before', JUROR, {}, { today: '2026-06-07' }, 'award.not-marking'],
    ['a juror the day after', JUROR, {}, { today: '2026-07-01' }, 'award.not-marking'],
    ['a juror after it was closed', JUROR, { state: 'closed' }, {}, 'award.not-marking'],
    ['a juror who left the company when it was published', JUROR, {}, { tenures: [there] }, 'award.conflict'],
    ['the secretary', SECRETARY, {}, {}, 'access.office'],
    ['a juror of another city', officer('tim-penilai/anggota-skpd', '32.77'), {}, {}, 'access.office'],
  ])('%s: %s', (_, actor, differs, known, answer) => {
    expect(answered(mayMark(actor, model, AWARD, { ...round, ...differs }, { ...about, ...known }))).toBe(
      answer,
    );
  });

  test('whoever is refused reads why', () => {
    expect(jurySeat(SECRETARY, model, AWARD, CITY)).toMatchObject({
      basis: PERWAL,
      params: {
        offices: expect.arrayContaining([expect.objectContaining({ id: expect.any(String) })]),
        place: CITY,
      },
    });
    expect(mayMark(JUROR, model, AWARD, round, { ...about, tenures: [there] })).toMatchObject({
      basis: PERWAL,
    });
    expect(mustBeMarked(round, '2026-07-01')).toMatchObject({
      params: { from: '2026-06-08', until: '2026-06-30' },
    });
  });

  test('an award whose jury the model no longer has is marked by nobody', () => {
    expect(answered(jurySeat(JUROR, model, { ...AWARD, jury: 'dewan' }, CITY))).toBe('access.office');
  });
});

test.each([
  // state        marks missing   on            refused with
  ['published', 0, '2026-06-10', undefined],
  ['published', 4, '2026-06-30', 'award.marking'],
  ['published', 4, '2026-07-01', undefined],
  ['closed', 0, '2026-07-01', 'award.state'],
  ['draft', 0, '2026-06-10', 'award.state'],
] as const)('a round that is %s, %i marks missing, closed on %s: %s', (state, missing, today, refused) => {
  const refusal = mayCloseNow({ state, marksUntil: '2026-06-30' }, missing, today);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'award.marking') expect(refusal?.params).toEqual({ until: '2026-06-30', missing });
});
