import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import {
  type BeforeDraft,
  isUnmet,
  mayAnswer,
  mayAppeal,
  mayDecide,
  mayDecideAppeal,
  mayDraft,
  mustBeDue,
  mustStand,
  mustStillBeDue,
  type Sanction,
  stepNamed,
} from './sanction.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const { model } = read;
const [FIRST] = model.sanctions;
if (!FIRST) throw new Error('the model has no sanctions');
/** Four steps; the economy office drafts, the city secretariat decides, the mayor hears appeals. */
const RULES = FIRST;
const TODAY = '2026-06-15';
const CITY = '32.73';
const PERDA = { cite: expect.stringContaining('13 Tahun 2012') };
const POLICY = { cite: 'Kebijakan pelaksanaan kota, dapat disunting' };

const ECONOMY = officer('economy', CITY);
const SECRETARIAT = officer('setda', CITY);
const MAYOR = officer('mayor', CITY);
const DIRECTOR = officer('direksi', CITY, { institution: 'pt-anggrek' });
/** Somebody who holds an office of the city and one in the company. */
const onBothSides = (one: Actor): Actor => ({ ...one, mandates: [...one.mandates, ...DIRECTOR.mandates] });

const HEARD: Sanction = {
  id: 's',
  program: 'p',
  sanction: 'administratif',
  draftedStep: 'peringatan',
  step: 'peringatan',
  organization: 'pt-anggrek',
  region: CITY,
  state: 'hearing',
  reason: 'Laporan tidak diserahkan',
  hearingUntil: '2026-06-20',
  draftedBy: 'drafter',
  draftedOffice: 'economy',
  draftedAt: new Date('2026-06-01T03:00:00Z'),
  draftedOn: '2026-06-01',
  answer: 'Kami terlambat',
  answeredOffice: 'direksi',
  answeredAt: null,
  decision: null,
  decidedBy: null,
  decidedOffice: null,
  decidedOn: null,
  expiresOn: null,
  appealUntil: null,
  appeal: null,
  appealedBy: null,
  appealedAt: null,
  appealOutcome: null,
  appealAnswer: null,
  appealDecidedOffice: null,
  appealDecidedAt: null,
  ruledSince: new Date('2026-06-01T03:00:00Z'),
  version: 1,
};
const IMPOSED: Sanction = {
  ...HEARD,
  state: 'imposed',
  decidedBy: 'decider',
  expiresOn: '2026-12-15',
  appealUntil: '2026-06-30',
};
const APPEALED: Sanction = { ...IMPOSED, state: 'appealed', appeal: 'Keberatan', appealedBy: 'appellant' };

/** By which office, or refused with what. */
const answered = (answer: { readonly office: string } | Refusal) =>
  isRefusal(answer) ? answer.refusal : answer.office;

const owed = {
  kind: 'realisasi',
  along: null,
  state: 'open',
  dueOn: '2026-06-14',
  standsSince: null,
} as const;

test.each([
  // what is owed                        differs                            is a duty that was not done
  ['a report since yesterday', {}, true],
  ['a report that is due today', { dueOn: TODAY }, false],
  ['a report that was handed in', { state: 'fulfilled' as const }, false],
  ['an answer of an office', { along: 'permohonan' }, false],
  ['a filing that the ladder does not name', { kind: 'lain' }, false],
])('%s is an unmet duty: %o, %s', (_, differs, unmet) => {
  expect(isUnmet(RULES, { ...owed, ...differs }, TODAY)).toBe(unmet);
});

describe('who draws up a sanction', () => {
  const company = { id: 'pt-anggrek', region: CITY };
  test.each<[string, Actor, string]>([
    ['the economy office', ECONOMY, 'economy'],
    ['that of another city', officer('economy', '32.77'), 'access.office'],
    ['the secretariat', SECRETARIAT, 'access.office'],
    ['the economy office with an office in the company', onBothSides(ECONOMY), 'sanction.own'],
  ])('%s', (_, actor, answer) => {
    expect(answered(mayDraft(actor, model, RULES, company))).toBe(answer);
  });

  test('whoever is refused reads which office does, where, and by which rule', () => {
    expect(mayDraft(MAYOR, model, RULES, company)).toMatchObject({
      basis: PERDA,
      params: { offices: [{ id: 'Bagian Perekonomian' }], place: CITY },
    });
  });
});

describe('a draft rests on a duty that was not done', () => {
  const draft: BeforeDraft = {
    step: 'peringatan',
    grounds: [owed],
    before: [],
    earliest: '2026-06-29',
    hearingUntil: '2026-06-29',
    today: TODAY,
  };
  const met = { ...owed, state: 'fulfilled' as const };
  const before = (state: Sanction['state'], step = 'peringatan') => [
    { step, state, expiresOn: '2026-12-15' },
  ];

  test.each<[string, Partial<BeforeDraft>, string | undefined]>([
    ['the first step', {}, undefined],
    ['without a duty', { grounds: [] }, 'sanction.no-duty'],
    ['one duty of two was done', { grounds: [owed, met] }, 'sanction.no-duty'],
    ['beside one that is heard', { before: before('hearing') }, 'sanction.open-already'],
    ['beside one that waits for an appeal', { before: before('appealed') }, 'sanction.open-already'],
    ['after one that was dropped', { before: before('dropped') }, undefined],
    ['the first step again', { before: before('imposed') }, 'sanction.step'],
    ['the second step at once', { step: 'pembatasan' }, 'sanction.step'],
    ['the second after the first', { step: 'pembatasan', before: before('imposed') }, undefined],
    ['with a day less to answer', { hearingUntil: '2026-06-28' }, 'sanction.hearing-short'],
  ])('%s: %o is refused with %s', (_, differs, refused) => {
    expect(mustBeDue(model, RULES, { ...draft, ...differs })?.refusal).toBe(refused);
  });

  test('whoever is refused reads the rule and what would do', () => {
    const refusal = (differs: Partial<BeforeDraft>) => mustBeDue(model, RULES, { ...draft, ...differs });
    expect(refusal({ grounds: [] })).toMatchObject({ basis: PERDA });
    expect(refusal({ before: before('hearing') })).toMatchObject({ basis: PERDA });
    expect(refusal({ step: 'pembekuan' })).toMatchObject({
      basis: PERDA,
      params: { next: [{ id: 'Peringatan tertulis' }] },
    });
    expect(refusal({ hearingUntil: TODAY })).toMatchObject({ basis: POLICY, params: { from: '2026-06-29' } });
  });

  test('what rests on nothing any more is not imposed', () => {
    expect(mustStillBeDue(model, RULES, [met, owed], TODAY)).toBeUndefined();
    expect(mustStillBeDue(model, RULES, [met], TODAY)).toMatchObject({
      refusal: 'sanction.met',
      basis: PERDA,
    });
  });
});

test.each<[string, Actor, Partial<Sanction>, string]>([
  // who answers in the hearing          the sanction               by which office, or refused
  ['the director', DIRECTOR, { answer: null }, 'direksi'],
  ['the director of another company', officer('direksi', CITY), { answer: null }, 'access.office'],
  ['the office that drew it up', ECONOMY, { answer: null }, 'access.office'],
  ['the director, again', DIRECTOR, {}, 'sanction.answered'],
  ['the director, once it is decided', DIRECTOR, { answer: null, state: 'imposed' }, 'sanction.state'],
])('%s answers: %s', (_, actor, differs, answer) => {
  expect(answered(mayAnswer(actor, model, RULES, { ...HEARD, ...differs }))).toBe(answer);
});

test('what is done to a sanction that stands elsewhere is refused with where it stands', () => {
  expect(mustStand(IMPOSED, ['imposed', 'appealed'])).toBeUndefined();
  expect(mustStand(IMPOSED, ['hearing'])).toMatchObject({ params: { state: 'imposed' } });
});

test('a step is known by its name, and no other', () => {
  expect(stepNamed(RULES, 'pembekuan').deciders).toEqual(['setda']);
  expect(() => stepNamed(RULES, 'teguran')).toThrow('administratif has no step teguran');
});

describe('who decides', () => {
  test.each<[string, Actor, Partial<Sanction>, string]>([
    // who                                        the sanction                                    by which office, or refused
    ['the secretariat', SECRETARIAT, {}, 'setda'],
    ['the economy office', ECONOMY, {}, 'access.office'],
    ['the secretariat with an office in the company', onBothSides(SECRETARIAT), {}, 'sanction.own'],
    [
      'the secretariat that drew it up',
      SECRETARIAT,
      { draftedBy: SECRETARIAT.person },
      'access.maker-checker',
    ],
    ['the secretariat, a second time', SECRETARIAT, { state: 'imposed' }, 'sanction.state'],
    ['the secretariat, unanswered', SECRETARIAT, { answer: null }, 'sanction.hearing'],
    ['the same on the last day', SECRETARIAT, { answer: null, hearingUntil: TODAY }, 'sanction.hearing'],
    ['the same the day after', SECRETARIAT, { answer: null, hearingUntil: '2026-06-14' }, 'setda'],
  ])('%s: %s', (_, actor, differs, answer) => {
    expect(answered(mayDecide(actor, model, RULES, { ...HEARD, ...differs }, TODAY))).toBe(answer);
  });

  test('whoever is refused reads the rule', () => {
    expect(mayDecide(ECONOMY, model, RULES, HEARD, TODAY)).toMatchObject({
      basis: PERDA,
      params: { place: CITY },
    });
    const own = { ...HEARD, draftedBy: SECRETARIAT.person };
    expect(mayDecide(SECRETARIAT, model, RULES, own, TODAY)).toMatchObject({ basis: PERDA });
    expect(mayDecide(SECRETARIAT, model, RULES, { ...HEARD, answer: null }, TODAY)).toMatchObject({
      basis: POLICY,
      params: { until: '2026-06-20' },
    });
  });
});

describe('an appeal', () => {
  test.each<[string, Actor, Partial<Sanction>, string]>([
    // who                                      the sanction                          by which office, or refused
    ['the director', DIRECTOR, {}, 'direksi'],
    ['the director on the last day', DIRECTOR, { appealUntil: TODAY }, 'direksi'],
    ['the director the day after', DIRECTOR, { appealUntil: '2026-06-14' }, 'sanction.appeal-late'],
    ['the director, before a decision', DIRECTOR, { state: 'hearing' }, 'sanction.state'],
    ['the director, a second time', DIRECTOR, { appeal: 'Keberatan' }, 'sanction.appealed'],
    ['the director, of what has no appeal', DIRECTOR, { appealUntil: null }, 'sanction.no-appeal'],
    ['the secretariat', SECRETARIAT, {}, 'access.office'],
  ])('by %s: %s', (_, actor, differs, answer) => {
    expect(answered(mayAppeal(actor, model, RULES, { ...IMPOSED, ...differs }, TODAY))).toBe(answer);
  });

  test('whoever is too late, or was heard, reads until when and by which rule', () => {
    expect(mayAppeal(DIRECTOR, model, RULES, { ...IMPOSED, appealUntil: '2026-06-14' }, TODAY)).toMatchObject(
      {
        basis: POLICY,
        params: { until: '2026-06-14' },
      },
    );
    expect(mayAppeal(DIRECTOR, model, RULES, { ...IMPOSED, appeal: 'x' }, TODAY)).toMatchObject({
      basis: POLICY,
    });
    expect(mayAppeal(MAYOR, model, RULES, IMPOSED, TODAY)).toMatchObject({
      basis: PERDA,
      params: { offices: [{ id: 'Direksi' }, { id: 'Petugas TJSL' }], place: CITY },
    });
  });

  test.each<[string, Actor, Partial<Sanction>, string]>([
    // who decides it                           the sanction                          by which office, or refused
    ['the mayor', MAYOR, {}, 'mayor'],
    ['the secretariat', SECRETARIAT, {}, 'access.office'],
    ['the mayor with an office in the company', onBothSides(MAYOR), {}, 'sanction.own'],
    ['the mayor who drew it up', MAYOR, { draftedBy: MAYOR.person }, 'access.maker-checker'],
    ['the mayor who decided', MAYOR, { decidedBy: MAYOR.person }, 'access.maker-checker'],
    ['the mayor who appealed', MAYOR, { appealedBy: MAYOR.person }, 'access.maker-checker'],
    ['the mayor, where nobody appealed', MAYOR, { state: 'imposed', appealedBy: null }, 'sanction.state'],
  ])('is decided by %s: %s', (_, actor, differs, answer) => {
    expect(answered(mayDecideAppeal(actor, model, RULES, { ...APPEALED, ...differs }))).toBe(answer);
  });

  test('whoever decided before reads why not', () => {
    const own = { ...APPEALED, decidedBy: MAYOR.person };
    expect(mayDecideAppeal(MAYOR, model, RULES, own)).toMatchObject({ basis: POLICY });
  });
});
