import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { type Field, type FilingKind, filingKind } from '#modules/models/index.ts';
import type { OwedFiling } from '#modules/obligations/index.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import {
  dayNamedIn,
  type Evidence,
  type Filing,
  type FilingContent,
  type FilingState,
  filingLabel,
  isAboutActivity,
  isRecorded,
  mayAnswerFiling,
  mayMoveFiling,
  mayWriteFiling,
  mustBePaidOut,
  mustComeTo,
  notDueYet,
  readableOf,
  readFiling,
  writtenFields,
} from './filing.ts';

const { model } = PIPPK;
const LPJ = filingKind(model, 'lpj');

/** What an activity's records hold when nothing lacks. */
const ALL: Evidence = {
  expenses: 2,
  receipts: 2,
  photographed: [0, 50, 100],
  participation: 1,
  contributions: 1,
  handedOver: true,
};
const WHERE = { area: '32.73', known: new Set<string>() };
const WRITTEN: FilingContent = { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' };

type From = Extract<Field, { type: 'from-records' }>['of'];

test.each<[string, From, Partial<Evidence>, boolean]>([
  // the records hold                       part taken from   changed              is there
  ['two expenses', 'expenses', {}, true],
  ['two expenses, one receipt', 'expenses', { receipts: 1 }, true],
  ['no expense', 'expenses', { expenses: 0 }, false],
  ['a receipt for each expense', 'receipts', {}, true],
  ['one receipt too few', 'receipts', { receipts: 1 }, false],
  ['neither expense nor receipt', 'receipts', { expenses: 0, receipts: 0 }, false],
  ['photos of every checkpoint', 'photos', {}, true],
  ['photos of all but the last', 'photos', { photographed: [0, 50] }, false],
  ['photos of checkpoints that no model names', 'photos', { photographed: [0, 25, 75] }, false],
  ['one occasion with participants', 'participation', {}, true],
  ['no occasion', 'participation', { participation: 0 }, false],
  ['one contribution', 'contributions', {}, true],
  ['no contribution', 'contributions', { contributions: 0 }, false],
  ['the handover', 'handover', {}, true],
  ['no handover', 'handover', { handedOver: false }, false],
])('the records hold %s: the part "%s" is there', (_, from, changed, there) => {
  const part = {
    key: 'part',
    type: 'from-records',
    of: from,
    label: { id: 'Bagian', en: 'Part' },
    required: true,
  } as const;
  expect(isRecorded(part, model, { ...ALL, ...changed })).toBe(there);
});

test.each<[string, FilingContent, Partial<Evidence>, string[]]>([
  // the filing                          written     records                    lacks
  ['with everything', WRITTEN, {}, []],
  ['without what nobody requires', WRITTEN, { contributions: 0 }, []],
  ['without its result', { narrative: 'Selesai.' }, {}, ['content.result']],
  ['without a handover', WRITTEN, { handedOver: false }, ['content.handover']],
  [
    'with nothing at all',
    {},
    { expenses: 0, receipts: 0, photographed: [], participation: 0, handedOver: false },
    [
      'content.narrative',
      'content.result',
      'content.realisation',
      'content.receipts',
      'content.photos',
      'content.attendance',
      'content.handover',
    ],
  ],
])('a filing %s', (_, content, changed, lacks) => {
  const read = readFiling(model, LPJ, content, { ...ALL, ...changed }, WHERE);
  expect((refusalIn(read)?.issues ?? []).map((one) => one.field)).toEqual(lacks);
  if (lacks.length === 0) expect(read).toEqual(content);
});

test('what the records lack is named as the model names it', () => {
  const read = readFiling(model, LPJ, WRITTEN, { ...ALL, handedOver: false }, WHERE);
  expect(refusalIn(read)?.issues).toMatchObject([
    { refusal: 'filing.incomplete', params: { part: 'Berita acara serah terima' } },
  ]);
});

test('a figure, a day and a choice are read as they are asked, and refused beside their field', () => {
  const label = { id: 'Isian', en: 'Field' };
  const asked = { label, required: true, personal: false };
  const fields: Field[] = [
    { ...asked, key: 'people', type: 'number', least: 1, most: 500 },
    { ...asked, key: 'worth', type: 'rupiah' },
    { ...asked, key: 'done', type: 'yes-no' },
  ];
  const read = (typed: FilingContent) => readFiling(model, { ...LPJ, fields }, typed, undefined, WHERE);
  expect(read({ people: '40', worth: 'Rp 1,5 juta', done: 'yes', other: 'x' })).toEqual({
    people: '40',
    worth: '1500000',
    done: 'yes',
  });
  expect(refusalIn(read({ people: '501', worth: '', done: 'maybe' }))?.issues).toMatchObject([
    { field: 'content.people', refusal: 'input.above' },
    { field: 'content.worth', refusal: 'input.required' },
    { field: 'content.done', refusal: 'input.choice' },
  ]);
});

test('lines are read with the other answers: counted, added up, and closed up', () => {
  const label = { id: 'Isian', en: 'Field' };
  const asked = { label, required: true, personal: false };
  const fields: Field[] = [
    {
      key: 'rincian',
      type: 'lines',
      label,
      required: true,
      most: 2,
      columns: [{ ...asked, key: 'biaya', type: 'rupiah' }],
    },
    { key: 'bukti', type: 'from-records', of: 'expenses', label, required: false },
  ];
  const read = (typed: FilingContent) => readFiling(model, { ...LPJ, fields }, typed, ALL, WHERE);
  const issues = (typed: FilingContent) =>
    (refusalIn(read(typed))?.issues ?? []).map((one) => `${one.field} ${one.refusal}`);
  expect(read({ 'rincian.2.biaya': 'Rp 2' })).toEqual({ 'rincian.1.biaya': '2' });
  expect(issues({})).toEqual(['content.rincian input.no-lines']);
  const many = { 'rincian.1.biaya': '1', 'rincian.2.biaya': '1', 'rincian.3.biaya': '1' };
  expect(issues(many)).toEqual(['content.rincian input.too-many-lines']);
  const much = { 'rincian.1.biaya': '9000 triliun', 'rincian.2.biaya': '9000 triliun' };
  expect(issues(much)).toEqual(['content.rincian money.too-large']);
  expect(writtenFields({ fields }).map((one) => one.key)).toEqual(['rincian']);
});

test('without an activity nothing is taken from its records', () => {
  const read = readFiling(model, LPJ, WRITTEN, undefined, WHERE);
  expect((refusalIn(read)?.issues ?? []).map((one) => one.field)).toEqual([
    'content.realisation',
    'content.receipts',
    'content.photos',
    'content.attendance',
    'content.handover',
  ]);
});

test.each([
  // written in it                     the day from which it is due as well
  [{ tanggal: '2026-05-20' }, '2026-05-20'],
  [{ tanggal: 'besok' }, null],
  [{}, null],
])('%j names %s', (content, day) => {
  const due = {
    after: 'activity.completed',
    within: { days: 30 },
    or: { after: 'field.tanggal', within: { days: 5 } },
    basis: 'x',
  };
  expect(dayNamedIn({ due } as unknown as FilingKind, content)).toBe(day);
  expect(dayNamedIn(LPJ, content)).toBeNull();
});

test.each([
  // told      spent by the records    refused
  ['40', 40n, undefined],
  ['41', 40n, { told: 41n, spent: 40n }],
  ['39', 40n, { told: 39n, spent: 40n }],
])('sources of %s for spending of %s', (told, spent, params) => {
  const label = { id: 'Isian', en: 'Field' };
  const rules = {
    ...LPJ,
    fields: [{ label, required: true, personal: false, key: 'sumber', type: 'rupiah' }],
    sources: { field: 'sumber', basis: 'kebijakan-kota' },
  } as FilingKind;
  const refusal = mustComeTo(model, rules, { sumber: told }, spent);
  if (params === undefined) expect(refusal).toBeUndefined();
  else {
    expect(refusal?.issues).toMatchObject([
      { field: 'content.sumber', refusal: 'filing.sources', basis: { cite: expect.any(String) }, params },
    ]);
  }
  expect(mustComeTo(model, LPJ, { sumber: told }, spent)).toBeUndefined();
});

test('a filing about an activity names it and its proposal', () => {
  expect(isAboutActivity(FILING)).toBe(true);
  expect(isAboutActivity({ ...FILING, activity: null })).toBe(false);
  expect(isAboutActivity({ ...FILING, proposal: null })).toBe(false);
  expect(filingLabel(model, 'lpj')).toMatchObject({ id: 'Laporan pertanggungjawaban' });
});

test('contributions lack where the model requires them', () => {
  const part = {
    key: 'given',
    label: { id: 'Swadaya', en: 'Contributions' },
    type: 'from-records',
    of: 'contributions',
    required: true,
  } as const;
  const asking = { ...LPJ, fields: [part] };
  expect(readFiling(model, asking, {}, ALL, WHERE)).toEqual({});
  expect(readFiling(model, asking, {}, { ...ALL, contributions: 0 }, WHERE)).toMatchObject({
    issues: [{ field: 'content.given', refusal: 'filing.incomplete' }],
  });
});

test.each<[FilingState, string[]]>([
  // a filing that is   may be
  ['draft', ['write', 'submit']],
  ['returned', ['write', 'submit']],
  ['submitted', ['review']],
  ['accepted', []],
])('a filing that is %s may be moved by %j', (state, allowed) => {
  for (const move of ['write', 'submit', 'review'] as const) {
    const refusal = mayMoveFiling({ state }, move, model, LPJ);
    if (allowed.includes(move)) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ refusal: 'filing.state', params: { state, move } });
  }
});

/** What RW 01 owes about its activity. */
const OWED: OwedFiling = {
  id: 'owed',
  kind: 'lpj',
  along: null,
  occasion: '',
  program: 'program',
  fiscalYear: 2026,
  organization: 'rw1',
  offices: ['chair'],
  region: VILLAGE,
  subjectType: 'activity',
  subjectId: 'activity',
  startsOn: '2026-03-15',
  dueOn: '2026-03-31',
  escalatesOn: null,
  escalatedOn: null,
  standsSince: null,
  stood: [],
  state: 'open',
  waiverReason: null,
  askedFor: null,
  setOn: null,
  closedOn: null,
  acceptedOn: null,
  ruledSince: new Date('2026-01-01T00:00:00Z'),
};
const CHAIR = officer('chair', VILLAGE, { institution: 'rw1' });

test.each<[string, Actor, FilingState | undefined, Partial<OwedFiling>, string | undefined]>([
  // who writes                                                  its filing   what is owed            refused
  ['the chair', CHAIR, undefined, {}, undefined],
  ['the chair', CHAIR, 'draft', {}, undefined],
  ['the chair', CHAIR, 'returned', {}, undefined],
  ['the chair', CHAIR, 'submitted', {}, 'filing.state'],
  ['the chair', CHAIR, 'accepted', {}, 'filing.state'],
  ['the chair, late', CHAIR, undefined, { dueOn: '2026-03-01' }, undefined],
  ['the chair, what was excused', CHAIR, undefined, { state: 'waived' }, undefined],
  ['the chair, what nobody owes any more', CHAIR, undefined, { state: 'lapsed' }, 'obligation.state'],
  ['the chair, who began it before', CHAIR, 'draft', { state: 'lapsed' }, 'obligation.state'],
  // What was sent back is mended whenever.
  ['the chair, to whom it was returned', CHAIR, 'returned', { state: 'lapsed' }, undefined],
  ['another chair', officer('chair', VILLAGE, { institution: 'rw2' }), undefined, {}, 'activity.executor'],
  ['the lurah', officer('lurah', VILLAGE), undefined, {}, 'activity.executor'],
])('writing the filing: %s, its filing %s, %j', (_, actor, state, changed, refused) => {
  const answer = mayWriteFiling(actor, model, LPJ, { ...OWED, ...changed }, state && { state }, '2026-03-20');
  expect(refusalIn(answer)?.refusal).toBe(refused);
});

test('before the event after which it is due nobody writes it, and others than its institution never', () => {
  const activity = { carriedOutBy: 'rw1', state: 'running' } as const;
  expect(notDueYet(CHAIR, model, LPJ, activity)).toMatchObject({
    refusal: 'filing.not-due',
    params: { state: 'running' },
  });
  expect(notDueYet(officer('lurah', VILLAGE), model, LPJ, activity).refusal).toBe('activity.executor');
});

const QUARTERLY: FilingKind = {
  ...LPJ,
  kind: 'triwulan',
  about: 'party',
  by: { parties: ['rw'], offices: ['chair'] },
  due: { every: 'quarter', within: { workingDays: 10 }, basis: 'kebijakan-kota' },
  effect: 'none',
};

test.each<[string, Actor, string, string | undefined]>([
  // who writes about the first quarter                                      today         refused
  ['the chair on its last day', CHAIR, '2026-03-31', 'filing.not-open'],
  ['the chair on the day after', CHAIR, '2026-04-01', undefined],
  ['its treasurer', officer('treasurer', VILLAGE, { institution: 'rw1' }), '2026-04-01', 'access.office'],
  ['another chair', officer('chair', VILLAGE, { institution: 'rw2' }), '2026-04-01', 'access.office'],
])('writing what is filed each quarter: %s', (_, actor, today, refused) => {
  const owed = { ...OWED, kind: 'triwulan', occasion: '2026-Q1', subjectType: 'organization' } as const;
  const answer = mayWriteFiling(actor, model, QUARTERLY, owed, undefined, today);
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (refused === 'filing.not-open') expect(refusalIn(answer)?.params).toEqual({ day: '2026-04-01' });
});

test.each([
  // today        what closes with its period
  ['2026-06-30', 'filing.not-open'],
  ['2026-07-01', 'filing.period-over'],
])('what closes with the period is refused on %s: %s', (today, refused) => {
  const owed = { ...OWED, kind: 'triwulan', occasion: '2026-Q2', subjectType: 'organization' } as const;
  const answer = mayWriteFiling(
    CHAIR,
    model,
    { ...QUARTERLY, closes: 'with-period' },
    owed,
    undefined,
    today,
  );
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (refused === 'filing.period-over') expect(refusalIn(answer)?.params).toEqual({ period: '2026-Q2' });
});

test.each([
  // today        a plan of 2026, which nobody makes any more once the year is over
  ['2026-01-05', undefined],
  ['2026-12-31', undefined],
  ['2027-01-01', 'filing.period-over'],
])('a plan that closes with its year is written on %s: %s', (today, refused) => {
  const due = { on: '03-31', year: 'same', basis: 'kebijakan-kota' } as const;
  const owed = { ...OWED, kind: 'rencana', occasion: '2026', subjectType: 'organization' } as const;
  const rules: FilingKind = { ...QUARTERLY, kind: 'rencana', due, closes: 'with-period' };
  expect(refusalIn(mayWriteFiling(CHAIR, model, rules, owed, undefined, today))?.refusal).toBe(refused);
  const open = { ...rules, closes: undefined };
  expect(refusalIn(mayWriteFiling(CHAIR, model, open, owed, undefined, today))).toBeUndefined();
});

test('whoever may not write what is owed reads which offices do', () => {
  const owed = { ...OWED, kind: 'triwulan', occasion: '2026-Q1', subjectType: 'organization' } as const;
  const stranger = officer('treasurer', VILLAGE);
  expect(mayWriteFiling(stranger, model, QUARTERLY, owed, undefined, '2026-04-01')).toMatchObject({
    params: { offices: ['chair'] },
  });
  const lapsed = mayWriteFiling(
    CHAIR,
    model,
    QUARTERLY,
    { ...owed, state: 'lapsed' },
    undefined,
    '2026-04-01',
  );
  expect(lapsed).toMatchObject({ params: { state: 'lapsed' } });
});

test.each([
  // spent         paid out        refused
  [27_360_000n, 27_360_000n, undefined],
  [27_360_000n, 50_000_000n, undefined],
  [27_360_001n, 27_360_000n, { spent: 27_360_001n, paid: 27_360_000n }],
])('spending of %s is reported when %s was paid out', (spent, paid, params) => {
  const refusal = mustBePaidOut(model, LPJ, spent, paid);
  expect(refusal && [refusal.refusal, refusal.params]).toEqual(params && ['filing.not-paid-out', params]);
});

const FILING: Filing = {
  id: 'filing',
  program: 'program',
  kind: 'lpj',
  occasion: '',
  obligation: 'owed',
  route: ['lurah', 'camat', 'setda'],
  activity: 'activity',
  proposal: 'proposal',
  organization: 'rw1',
  region: VILLAGE,
  content: WRITTEN,
  state: 'submitted',
  step: 0,
  figures: null,
  meeting: null,
  spent: 27_360_000n,
  author: 'chair of RW 01',
  ruledSince: new Date(0),
  submittedAt: new Date(0),
  acceptedAt: null,
  version: 2,
};

test.each<[string, Actor, Partial<Filing>, string | undefined]>([
  // who                                             the filing           refused
  ['the lurah on the first rung', officer('lurah', VILLAGE), {}, undefined],
  ['the camat on the second', officer('camat', '32.73.30'), { step: 1 }, undefined],
  ['the secretariat on the last', officer('setda', '32.73'), { step: 2 }, undefined],
  ['nobody above the last', officer('setda', '32.73'), { step: 3 }, 'filing.state'],
  ['the camat before the lurah', officer('camat', '32.73.30'), {}, 'access.office'],
  ['the lurah a second time', officer('lurah', VILLAGE), { step: 1 }, 'access.office'],
  ['another lurah', officer('lurah', '32.73.30.1001'), {}, 'access.office'],
  ['the lurah, of a draft', officer('lurah', VILLAGE), { state: 'draft' }, 'filing.state'],
  ['the lurah, of one accepted', officer('lurah', VILLAGE), { state: 'accepted' }, 'filing.state'],
  ['a lurah who wrote it', officer('lurah', VILLAGE, { person: FILING.author }), {}, 'access.maker-checker'],
  ['a lurah of its RW', officer('lurah', VILLAGE, { institution: 'rw1' }), {}, 'access.maker-checker'],
  [
    'a lurah who is treasurer of its RW too',
    {
      ...officer('lurah', VILLAGE),
      mandates: [
        ...officer('lurah', VILLAGE).mandates,
        ...officer('treasurer', VILLAGE, { institution: 'rw1' }).mandates,
      ],
    },
    {},
    'access.maker-checker',
  ],
])('reviewing a filing: %s', (_, actor, changed, refused) => {
  const answer = mayAnswerFiling(actor, model, { ...FILING, ...changed }, { answered: [], escalated: [] });
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
  if (refused === 'filing.state') {
    expect(refusalIn(answer)?.params).toEqual({ state: changed.state ?? 'submitted', move: 'review' });
  }
});

test.each<[string, Actor | Visitor, FilingState, 'all' | 'public' | 'facts' | 'nothing']>([
  ['its institution', officer('chair', '32.73.01', { institution: 'rw1' }), 'draft', 'all'],
  ['the lurah', officer('lurah', VILLAGE), 'draft', 'all'],
  ['the camat, to whom it goes later', officer('camat', '32.73.30'), 'draft', 'all'],
  ['the treasurer of the kelurahan, on no step', officer('village-treasurer', VILLAGE), 'draft', 'public'],
  ['the inspectorate', officer('inspector', '32.73'), 'submitted', 'public'],
  ['the lurah of another kelurahan', officer('lurah', '32.73.30.1001'), 'submitted', 'facts'],
  ['another RW', officer('chair', `${VILLAGE}.002`), 'draft', 'nothing'],
  ['a visitor', { tenant: 'tenant' }, 'draft', 'nothing'],
  ['a visitor', { tenant: 'tenant' }, 'submitted', 'facts'],
  ['a visitor', { tenant: 'tenant' }, 'returned', 'facts'],
  ['a visitor', { tenant: 'tenant' }, 'accepted', 'public'],
  ['the lurah', officer('lurah', VILLAGE), 'accepted', 'all'],
])('what %s reads of a filing', (_, viewer, state, readable) => {
  expect(readableOf(viewer, model, { kind: 'lpj', state, region: VILLAGE, organization: 'rw1' })).toBe(
    readable,
  );
});
