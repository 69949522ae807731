import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Instrument, readInstrument } from '#analysis/rubric/index.ts';
import type { Actor, Mandate } from '#kernel/actor.ts';
import { isRefusal, refusalIn } from '#kernel/refusal.ts';
import { filingKind } from '#modules/models/index.ts';
import { PIPPK } from '../../../../test/support/pippk.ts';
import { isPartner, type Subject } from '../subject/subject.ts';
import { CANNOT_SAY, indicatorsOf, readAnswers, type TypedAnswers } from './answers.ts';
import { shownByRecords } from './measured.ts';
import { agreementWord, readRound, type Said, turnsOf } from './result.ts';
import {
  keepsRounds,
  mayKeepRounds,
  mayRate,
  mustBePartnership,
  mustHaveRaters,
  partnerMandate,
  responsibleFor,
} from './round.ts';

const VILLAGE = '32.73.30.1004';
const PLACE: Subject = { region: VILLAGE, party: null, other: null };
const RESPONSIBLE = { offices: ['lurah', 'camat', 'setda'], basis: undefined };

function instrument(slug: string): Instrument {
  const read = readInstrument(readFileSync(`models/instruments/${slug}.yaml`, 'utf8'));
  if (!read.ok) throw new Error(`${slug} does not read`);
  return read.value;
}

function held(office: string, region: string): Mandate {
  return { id: office, office, region, organization: { id: office + region, kind: 'rw', name: office } };
}

function officer(...mandates: readonly Mandate[]): Actor {
  return { tenant: 't', person: 'p', name: 'p', mandates, scopes: 'session', secondFactor: false };
}

test.each([
  // office                      over                  keeps rounds  rates      in a kelurahan
  ['chair of one of its RW', 'chair', `${VILLAGE}.001`, 'no', 'yes'],
  ['chair of its PKK', 'chair', VILLAGE, 'no', 'yes'],
  ['its lurah', 'lurah', VILLAGE, 'yes', 'yes'],
  ['its camat', 'camat', '32.73.30', 'yes', 'yes'],
  ['the city secretariat', 'setda', '32.73', 'yes', 'yes'],
  ['the inspectorate', 'inspectorate', '32.73', 'no', 'no'],
  ['the lurah next door', 'lurah', '32.73.30.1003', 'no', 'no'],
  ['the RW next door', 'chair', '32.73.30.1003.001', 'no', 'no'],
] as const)('%s', (_, office, region, keeps, rates) => {
  const actor = officer(held(office, region));
  expect(refusalIn(mayKeepRounds(actor, VILLAGE, RESPONSIBLE)) === undefined ? 'yes' : 'no').toBe(keeps);
  expect(
    refusalIn(mayRate(actor, { ...PLACE, state: 'open' }, RESPONSIBLE)) === undefined ? 'yes' : 'no',
  ).toBe(rates);
});

test('a lurah opens no round of the whole kecamatan, but rates in it', () => {
  const lurah = officer(held('lurah', VILLAGE));
  expect(refusalIn(mayKeepRounds(lurah, '32.73.30', RESPONSIBLE))?.refusal).toBe('access.office');
  expect(
    refusalIn(mayRate(lurah, { ...PLACE, region: '32.73.30', state: 'open' }, RESPONSIBLE)),
  ).toBeUndefined();
});

test('who holds several offices rates in the one nearest to the residents', () => {
  const both = officer(held('camat', '32.73.30'), held('chair', `${VILLAGE}.002`));
  expect(partnerMandate(both, PLACE, RESPONSIBLE)?.office).toBe('chair');
});

test.each([
  ['open', undefined],
  ['closed', 'assessment.ended'],
  ['withdrawn', 'assessment.ended'],
] as const)('a round that is %s', (state, refusal) => {
  expect(refusalIn(mayRate(officer(held('lurah', VILLAGE)), { ...PLACE, state }, RESPONSIBLE))?.refusal).toBe(
    refusal,
  );
});

test.each([
  ['32.73.30.1004', undefined],
  ['32.73.30', undefined],
  ['32.73', 'region.unknown'],
  ['32.73.30.1004.001', 'region.unknown'],
  ['nowhere', 'region.unknown'],
])('a partnership in %s', (region, refusal) => {
  expect(mustBePartnership({ ...PLACE, region })?.refusal).toBe(refusal);
});

test.each([
  [0, 'refused'],
  [2, 'refused'],
  [3, 'closed'],
  [40, 'closed'],
])('a round with %i raters is %s', (raters, then) => {
  expect(mustHaveRaters(raters) === undefined ? 'closed' : 'refused').toBe(then);
  if (then === 'refused') {
    expect(mustHaveRaters(raters)).toMatchObject({
      refusal: 'assessment.too-few',
      params: { raters, wanted: 3 },
    });
  }
});

test('rounds of PIPPK are kept by the offices that answer its reports, each once', () => {
  const [rung] = filingKind(PIPPK.model, 'lpj').route;
  if (!rung) throw new Error('PIPPK has no ladder');
  const twice = {
    ...PIPPK.model,
    filings: [{ ...filingKind(PIPPK.model, 'lpj'), route: [...filingKind(PIPPK.model, 'lpj').route, rung] }],
  };
  expect(responsibleFor(twice)).toEqual({
    offices: ['lurah', 'camat', 'setda'],
    basis: { cite: 'Kebijakan pelaksanaan kota, dapat disunting', rule: 'PIPPK 2015' },
  });
});

test.each([
  [[held('lurah', VILLAGE)], true],
  [[held('chair', VILLAGE), held('camat', '32.73.30')], true],
  [[held('chair', VILLAGE)], false],
  [[], false],
])('who holds %j keeps rounds somewhere: %s', (mandates, keeps) => {
  expect(keepsRounds(officer(...mandates), PIPPK.model)).toBe(keeps);
});

test('a visitor rates nothing, and who is no partner is told so', () => {
  expect(partnerMandate({ tenant: 't' }, PLACE, RESPONSIBLE)).toBeUndefined();
  const stranger = officer(held('lurah', '32.73.30.1003'));
  expect(mayRate(stranger, { ...PLACE, state: 'open' }, RESPONSIBLE)).toMatchObject({
    refusal: 'assessment.partner',
  });
});

test('of two offices as near, one rates by the first', () => {
  const [first, second] = [held('chair', `${VILLAGE}.001`), held('secretary', `${VILLAGE}.002`)];
  expect(partnerMandate(officer(first, second), PLACE, RESPONSIBLE)).toBe(first);
  const wide = held('camat', '32.73.30');
  expect(partnerMandate(officer(first, wide), PLACE, RESPONSIBLE)).toBe(first);
});

const synergy = instrument('synergy');
const SHOWN = new Map([['partisipasi-masyarakat', 'tinggi']]);

function typed(levels: Readonly<Record<string, readonly [string, string?]>>): TypedAnswers {
  return new Map(
    indicatorsOf(synergy).map(({ slug }) => {
      const [level, evidence = ''] = levels[slug] ?? [CANNOT_SAY];
      return [slug, { level, evidence }];
    }),
  );
}

test.each([
  // what was answered                                                                  refusals by field
  ['a level and nothing else', { 'rangkaian-klaster': ['sebagian'] }, undefined],
  ['as the records show, without a reason', { 'partisipasi-masyarakat': ['tinggi'] }, undefined],
  [
    'otherwise than the records, without a reason',
    { 'partisipasi-masyarakat': ['kurang'] },
    { 'bukti-partisipasi-masyarakat': 'assessment.differs' },
  ],
  [
    'otherwise than the records, with a reason',
    { 'partisipasi-masyarakat': ['kurang', 'Yang hadir itu-itu saja.'] },
    undefined,
  ],
  [
    'an effect without evidence',
    { 'sumber-penghidupan': ['sebagian'] },
    { 'bukti-sumber-penghidupan': 'assessment.evidence' },
  ],
  [
    'an effect with blanks for evidence',
    { 'sumber-penghidupan': ['sebagian', '   '] },
    { 'bukti-sumber-penghidupan': 'assessment.evidence' },
  ],
  [
    'an unknown level, and none at all',
    { 'rangkaian-klaster': ['hebat'], 'komitmen-pimpinan': [''] },
    { 'tingkat-rangkaian-klaster': 'input.choice', 'tingkat-komitmen-pimpinan': 'input.required' },
  ],
  [
    'evidence longer than it may be',
    { 'rangkaian-klaster': ['sebagian', 'x'.repeat(1001)] },
    { 'bukti-rangkaian-klaster': 'input.too-long' },
  ],
  ['nothing can be said', {}, { '': 'assessment.nothing-said' }],
] as const)('%s', (_, levels, refusals) => {
  const read = readAnswers(synergy, typed(levels), SHOWN);
  if (!isRefusal(read)) {
    expect(refusals).toBeUndefined();
    return;
  }
  const issues = read.issues ?? [read];
  expect(Object.fromEntries(issues.map((one) => [one.field ?? '', one.refusal]))).toEqual(refusals);
});

test('what the records show of an effect needs no evidence from those who say the same', () => {
  const same = typed({ 'sumber-penghidupan': ['sebagian'] });
  expect(isRefusal(readAnswers(synergy, same, new Map([['sumber-penghidupan', 'sebagian']])))).toBe(false);
});

test('what was contributed rates businesses only where businesses take part', () => {
  const all = [
    { measure: 'contribution-kept', counted: 1n, total: 1n, permille: 1000, evidence: [] },
    { measure: 'attendance', counted: 1n, total: 1n, permille: 1000, evidence: [] },
  ] as const;
  const rated = (pillars: readonly string[]) =>
    shownByRecords(synergy, all, pillars).map((one) => one.indicator);
  expect(rated(['government', 'community'])).toEqual(['partisipasi-masyarakat']);
  expect(rated(['government', 'business'])).toEqual(['komitmen-badan-usaha', 'partisipasi-masyarakat']);
});

const ladder = instrument('participation');
/** The sides of the partnership that is rated. */
const SIDES = ['government', 'community'];

function said(levels: Readonly<Record<string, readonly (string | null)[]>>): Said[] {
  return Object.entries(levels).flatMap(([indicator, given]) =>
    given.map((level, n) => ({ indicator, level, evidence: '', rater: `rater ${n}` })),
  );
}

test('three raters settle on the middle level; what half of the stages do not exceed is the rung', () => {
  const { result, spreads } = readRound(
    ladder,
    said({
      perencanaan: ['mengusulkan', 'mengusulkan', 'merencanakan-bersama'],
      'pengambilan-keputusan': ['mengusulkan', 'merencanakan-bersama', 'merencanakan-bersama'],
      pelaksanaan: ['merencanakan-bersama', 'merencanakan-bersama', null],
      pengawasan: ['menerima-informasi', 'dikonsultasikan', 'dikonsultasikan'],
    }),
    [],
    SIDES,
  );
  expect(result.category).toBe('mengusulkan');
  expect(spreads.find((one) => one.indicator === 'pelaksanaan')).toMatchObject({
    cannotSay: 1,
    level: 'merencanakan-bersama',
  });
});

test('the records count as one rater more, stand beside the people, and are no part of their agreement', () => {
  const attendance = { measure: 'attendance', counted: 1n, total: 1n, permille: 1000, evidence: [] } as const;
  const { spreads, agreement } = readRound(
    synergy,
    said({ 'partisipasi-masyarakat': ['kurang', 'tinggi', 'tinggi'] }),
    [attendance],
    SIDES,
  );
  const spread = spreads.find((one) => one.indicator === 'partisipasi-masyarakat');
  expect(spread).toMatchObject({ records: 'tinggi', level: 'tinggi' });
  expect(spread?.levels).toContainEqual({ level: 'kurang', people: 1 });
  expect(agreement.find((one) => one.scale === 'komitmen')?.pairable).toBe(3);
});

test('what people said stands beside the indicator they said it of', () => {
  const { result, outcome, spreads } = readRound(
    synergy,
    said({
      'partisipasi-masyarakat': ['kurang', 'tinggi', null],
      'komitmen-pimpinan': ['tinggi', 'tinggi', 'tinggi'],
    }),
    [{ measure: 'attendance', counted: 1n, total: 1n, permille: 1000, evidence: [] }],
    SIDES,
  );
  const of = (indicator: string) => spreads.find((one) => one.indicator === indicator);
  expect(of('partisipasi-masyarakat')).toMatchObject({ cannotSay: 1, records: 'tinggi' });
  expect(of('komitmen-pimpinan')).toMatchObject({ cannotSay: 0, records: null, level: 'tinggi' });
  expect(of('komitmen-pimpinan')?.levels).toContainEqual({ level: 'tinggi', people: 3 });
  expect(of('partisipasi-masyarakat')?.levels).toContainEqual({ level: 'tinggi', people: 1 });
  expect(spreads.map((one) => one.indicator)).toEqual(indicatorsOf(synergy).map((one) => one.slug));
  expect(result.dimensions).toEqual(
    outcome.dimensions.map(({ dimension, level, possible }) => ({ dimension, level, possible })),
  );
});

test('of changes that come to the same the smallest is told, and the smallest of all first', () => {
  const pivotal = (indicator: string, rater: string, to: string, category: string | null, steps: number) => ({
    indicator,
    rater,
    from: 'a',
    to,
    category,
    steps,
  });
  const outcome = {
    pivotal: [
      pivotal('x', 'rater 1', 'c', 'high', 3),
      pivotal('x', 'rater 2', 'b', 'high', 2),
      pivotal('x', 'rater 3', 'd', 'high', 2),
      pivotal('x', 'rater 4', 'e', 'high', 4),
      pivotal('x', 'catatan', 'b', 'high', 1),
      pivotal('y', 'rater 1', 'b', null, 1),
      pivotal('x y', 'rater 1', 'b', null, 5),
    ],
  } as never;
  expect(turnsOf(outcome)).toEqual([
    { indicator: 'x', from: 'a', to: 'b', by: 'records', category: 'high' },
    { indicator: 'y', from: 'a', to: 'b', by: 'people', category: null },
    { indicator: 'x', from: 'a', to: 'b', by: 'people', category: 'high' },
    { indicator: 'x y', from: 'a', to: 'b', by: 'people', category: null },
  ]);
});

test('turns tell each change once, the nearest first, and no rater', () => {
  const { outcome } = readRound(
    ladder,
    said({
      perencanaan: ['mengusulkan', 'mengusulkan', 'dikonsultasikan'],
      'pengambilan-keputusan': ['mengusulkan', 'mengusulkan', 'dikonsultasikan'],
      pelaksanaan: ['mengusulkan', 'mengusulkan', 'dikonsultasikan'],
      pengawasan: ['dikonsultasikan', 'dikonsultasikan', 'dikonsultasikan'],
    }),
    [],
    SIDES,
  );
  expect(outcome.category).toBe('mengusulkan');
  const turns = turnsOf(outcome);
  expect(turns[0]).toEqual({
    indicator: 'perencanaan',
    from: 'mengusulkan',
    to: 'dikonsultasikan',
    by: 'people',
    category: 'dikonsultasikan',
  });
  expect(new Set(turns.map((one) => JSON.stringify(one))).size).toBe(turns.length);
});

test.each([
  // alpha, pairable, raters    what may be said
  [null, 0, 12, 'none'],
  [0.95, 40, 4, 'few'],
  [0.95, 8, 12, 'few'],
  [0.95, 9, 12, 'few'],
  [0.95, 10, 5, 'good'],
  [0.8, 40, 12, 'good'],
  [0.667, 40, 12, 'fair'],
  [0.666, 40, 12, 'poor'],
  [0.7, 40, 12, 'fair'],
  [0.2, 40, 12, 'poor'],
  [-0.3, 40, 12, 'poor'],
] as const)('alpha %s over %i ratings of %i people is %s', (alpha, pairable, raters, word) => {
  expect(agreementWord({ alpha, pairable }, raters)).toBe(word);
});

test.each([
  // about                         whose office                        at               rates
  ['an institution', { party: 'o1' }, { office: 'chair', organization: 'o1' }, `${VILLAGE}.001`, true],
  ['an institution', { party: 'o1' }, { office: 'chair', organization: 'o2' }, `${VILLAGE}.002`, false],
  ['an institution', { party: 'o1' }, { office: 'lurah', organization: 'o3' }, VILLAGE, true],
  ['an institution', { party: 'o1' }, { office: 'lurah', organization: 'o4' }, '32.73.30.1003', false],
  ['a relation', { other: '32.73.30.1003' }, { office: 'treasurer', organization: 'o3' }, VILLAGE, true],
  [
    'a relation',
    { other: '32.73.30.1003' },
    { office: 'treasurer', organization: 'o4' },
    '32.73.30.1003',
    true,
  ],
  [
    'a relation',
    { other: '32.73.30.1003' },
    { office: 'chair', organization: 'o1' },
    `${VILLAGE}.001`,
    false,
  ],
  ['a relation', { other: '32.73.30.1003' }, { office: 'camat', organization: 'o5' }, '32.73.30', true],
  ['the place', {}, { office: 'chair', organization: 'o1' }, `${VILLAGE}.001`, true],
] as const)('of %s %o, %o at %s rates: %s', (_, about, who, region, rates) => {
  expect(isPartner({ ...who, region }, { ...PLACE, ...about }, RESPONSIBLE.offices)).toBe(rates);
});

test('an institution or a government may stand at any place, a partnership of a place only in a kelurahan or kecamatan', () => {
  const city = { ...PLACE, region: '32.73' };
  expect(mustBePartnership(city)?.refusal).toBe('region.unknown');
  expect(mustBePartnership({ ...city, party: 'o1' })).toBeUndefined();
  expect(mustBePartnership({ ...city, other: '32.77' })).toBeUndefined();
});
