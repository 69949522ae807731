import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { type Field, settlingFiling } from '#modules/models/index.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import {
  type Evidence,
  type Filing,
  type FilingContent,
  type FilingState,
  isPartThere,
  lacksInFiling,
  mayAnswerFiling,
  mayMoveFiling,
  mayWriteFiling,
  mustBePaidOut,
  readableOf,
} from './filing.ts';

const { model } = PIPPK;
const LPJ = settlingFiling(model);

/** What an activity's records hold when nothing lacks. */
const ALL: Evidence = {
  expenses: 2,
  receipts: 2,
  photographed: [0, 50, 100],
  participation: 1,
  contributions: 1,
  handedOver: true,
};
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
  expect(isPartThere(part, model, {}, { ...ALL, ...changed })).toBe(there);
});

test.each([
  // what is written        is there
  ['Drainase selesai.', true],
  ['96', true],
  ['', false],
  ['   ', false],
  ['—…!', false],
  [undefined, false],
])('the part to be written says %j: %s', (text, there) => {
  const part = {
    key: 'narrative',
    label: { id: 'Uraian', en: 'Narrative' },
    type: 'long-text',
    personal: false,
    required: true,
  } as const;
  const content: FilingContent = text === undefined ? {} : { narrative: text };
  expect(isPartThere(part, model, content, ALL)).toBe(there);
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
  const refusal = lacksInFiling(model, LPJ, content, { ...ALL, ...changed });
  expect((refusal?.issues ?? []).map((one) => one.field)).toEqual(lacks);
  for (const issue of refusal?.issues ?? []) expect(issue.refusal).toBe('filing.incomplete');
});

test('what lacks is named as the model names it', () => {
  const refusal = lacksInFiling(model, LPJ, { narrative: 'Selesai.' }, ALL);
  expect(refusal?.issues?.[0]?.params).toEqual({ part: 'Hasil dan manfaat' });
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
  expect(lacksInFiling(model, asking, {}, ALL)).toBeUndefined();
  expect(lacksInFiling(model, asking, {}, { ...ALL, contributions: 0 })).toMatchObject({
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

test.each<[string, Actor, string | null, FilingState | undefined, string | undefined]>([
  // who writes                                                            completed on  its filing    refused
  ['the chair', officer('chair', VILLAGE, { institution: 'rw1' }), '2026-03-15', undefined, undefined],
  ['the chair', officer('chair', VILLAGE, { institution: 'rw1' }), '2026-03-15', 'returned', undefined],
  ['the chair', officer('chair', VILLAGE, { institution: 'rw1' }), '2026-03-15', 'submitted', 'filing.state'],
  ['the chair', officer('chair', VILLAGE, { institution: 'rw1' }), '2026-03-15', 'accepted', 'filing.state'],
  ['the chair', officer('chair', VILLAGE, { institution: 'rw1' }), null, undefined, 'filing.not-due'],
  [
    'another chair',
    officer('chair', VILLAGE, { institution: 'rw2' }),
    '2026-03-15',
    undefined,
    'activity.executor',
  ],
  ['the lurah', officer('lurah', VILLAGE), '2026-03-15', undefined, 'activity.executor'],
])(
  'writing the filing: %s of an activity completed on %s, its filing %s',
  (_, actor, completedOn, filing, refused) => {
    const activity = {
      carriedOutBy: 'rw1',
      startedOn: '2026-02-16',
      completedOn,
      state: completedOn ? 'completed' : 'running',
    } as const;
    const answer = mayWriteFiling(actor, model, LPJ, activity, filing && { state: filing });
    expect(refusalIn(answer)?.refusal).toBe(refused);
    if (refused === 'filing.not-due') expect(refusalIn(answer)?.params).toEqual({ state: 'running' });
  },
);

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
  route: ['lurah', 'camat', 'setda'],
  activity: 'activity',
  proposal: 'proposal',
  organization: 'rw1',
  village: VILLAGE,
  content: WRITTEN,
  state: 'submitted',
  step: 0,
  spent: 27_360_000n,
  author: 'chair of RW 01',
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
  const answer = mayAnswerFiling(actor, model, { ...FILING, ...changed }, []);
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
  if (refused === 'filing.state') {
    expect(refusalIn(answer)?.params).toEqual({ state: changed.state ?? 'submitted', move: 'review' });
  }
});

test.each<[string, Actor | Visitor, FilingState, 'all' | 'facts' | 'nothing']>([
  ['its institution', officer('chair', '32.73.01', { institution: 'rw1' }), 'draft', 'all'],
  ['the lurah', officer('lurah', VILLAGE), 'draft', 'all'],
  ['another RW', officer('chair', `${VILLAGE}.002`), 'draft', 'nothing'],
  ['a visitor', { tenant: 'tenant' }, 'draft', 'nothing'],
  ['a visitor', { tenant: 'tenant' }, 'submitted', 'facts'],
  ['a visitor', { tenant: 'tenant' }, 'returned', 'facts'],
  ['a visitor', { tenant: 'tenant' }, 'accepted', 'all'],
])('what %s reads of a filing', (_, viewer, state, readable) => {
  expect(readableOf(viewer, { state, village: VILLAGE, organization: 'rw1' })).toBe(readable);
});

test('a filing that is due after the start may be written while the work goes on', () => {
  const stage = { ...LPJ, due: { ...LPJ.due, after: 'activity.started' } } as const;
  const chair = officer('chair', VILLAGE, { institution: 'rw1' });
  const activity = {
    carriedOutBy: 'rw1',
    startedOn: '2026-02-16',
    completedOn: null,
    state: 'running',
  } as const;
  expect(refusalIn(mayWriteFiling(chair, model, stage, activity, undefined))).toBeUndefined();
  const planned = { ...activity, startedOn: null, state: 'planned' } as const;
  expect(refusalIn(mayWriteFiling(chair, model, stage, planned, undefined))).toMatchObject({
    refusal: 'filing.not-due',
    params: { state: 'planned' },
  });
});
