import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import {
  mayAnswerFor,
  mayImport,
  mayReadPersons,
  mustDiffer,
  type ToldTie,
  tiesFromAnswers,
} from './surveyed-ties.ts';

function told(id: string, more: Partial<ToldTie> = {}): ToldTie {
  return {
    id,
    batch: null,
    respondent: 'rw',
    from: 'rw',
    to: 'pkk',
    form: 'work',
    bond: 'strong',
    strength: 2,
    standing: 'horizontal',
    dominant: null,
    nature: null,
    stage: null,
    seenOn: '2026-03-01',
    endedOn: null,
    note: '',
    ...more,
  };
}

test('of one respondent the newest answer counts', () => {
  const ties = tiesFromAnswers(
    [told('1'), told('2', { bond: 'weak', strength: 1, seenOn: '2026-06-01' })],
    '2026-12-31',
  );
  expect(ties).toMatchObject([{ bond: 'weak', strength: 1, since: '2026-06-01' }]);
  expect(tiesFromAnswers([told('1'), told('2', { seenOn: '2026-06-01' })], '2026-04-01')).toMatchObject([
    { since: '2026-03-01' },
  ]);
});

test('where two tell of the same tie, it is as strong as the lower says, and nobody dominates unless both agree', () => {
  const ours = told('1', { dominant: 'pkk', standing: 'vertical' });
  const theirs = told('2', {
    respondent: 'pkk',
    from: 'pkk',
    to: 'rw',
    bond: 'weak',
    strength: 1,
    dominant: 'rw',
    standing: 'vertical',
  });
  expect(tiesFromAnswers([ours, theirs], '2026-12-31')).toMatchObject([
    { bond: 'weak', strength: 1, dominant: null, standing: 'vertical' },
  ]);
  expect(tiesFromAnswers([ours, { ...theirs, dominant: 'pkk' }], '2026-12-31')).toMatchObject([
    { dominant: 'pkk' },
  ]);
});

test('a tie that ended is no longer there', () => {
  const ended = [told('1', { endedOn: '2026-05-31' })];
  expect(tiesFromAnswers(ended, '2026-05-31')).toHaveLength(1);
  expect(tiesFromAnswers(ended, '2026-06-01')).toEqual([]);
});

test('of two answers on one day the one written later counts', () => {
  const both = [told('1', { bond: 'strong' }), told('2', { bond: 'weak' })];
  expect(tiesFromAnswers(both, '2026-12-31')).toMatchObject([{ bond: 'weak' }]);
  expect(tiesFromAnswers(both.toReversed(), '2026-12-31')).toMatchObject([{ bond: 'weak' }]);
});

test('what was told before the range, or after it, does not count', () => {
  const all = [told('1', { seenOn: '2026-03-01' })];
  expect(tiesFromAnswers(all, '2026-03-01', '2026-03-01')).toHaveLength(1);
  expect(tiesFromAnswers(all, '2026-12-31', '2026-03-02')).toEqual([]);
  expect(tiesFromAnswers(all, '2026-02-28')).toEqual([]);
});

test('a tie is told once for each pair, form and stage, as the newest names it', () => {
  const ties = tiesFromAnswers(
    [
      told('1'),
      told('2', { form: 'kinship' }),
      told('3', { stage: 'planning' }),
      told('4', { to: 'lpm' }),
      told('5', { respondent: 'pkk', from: 'pkk', to: 'rw', seenOn: '2026-04-01' }),
    ],
    '2026-12-31',
  );
  expect(ties.map((tie) => [tie.from, tie.to, tie.form, tie.stage])).toEqual([
    ['pkk', 'rw', 'work', null],
    ['rw', 'pkk', 'kinship', null],
    ['rw', 'pkk', 'work', 'planning'],
    ['rw', 'lpm', 'work', null],
  ]);
});

test('a told tie says what it rests on, since when, and what was noted', () => {
  const ties = tiesFromAnswers(
    [
      told('1', { note: 'arisan', nature: 'protection', seenOn: '2026-02-01' }),
      told('2', { respondent: 'pkk', note: 'posyandu', seenOn: '2026-04-01' }),
      told('3', { respondent: null, batch: 'import', seenOn: '2026-03-01' }),
      told('4', { respondent: null, batch: 'import', seenOn: '2026-01-01', note: 'lama' }),
      told('5', { respondent: null, seenOn: '2026-01-15' }),
    ],
    '2026-12-31',
  );
  expect(ties).toEqual([
    {
      from: 'rw',
      to: 'pkk',
      strength: 2,
      bond: 'strong',
      form: 'work',
      standing: 'horizontal',
      dominant: null,
      nature: 'protection',
      layer: 'survey',
      stage: null,
      source: 'survey',
      since: '2026-01-15',
      evidence: [
        { kind: 'survey', reference: '2', date: '2026-04-01', adds: null },
        { kind: 'import', reference: 'import', date: '2026-03-01', adds: null },
        { kind: 'survey', reference: '1', date: '2026-02-01', adds: null },
        { kind: 'survey', reference: '5', date: '2026-01-15', adds: null },
      ],
      note: 'posyandu; arisan',
    },
  ]);
  expect(tiesFromAnswers([told('1')], '2026-12-31')[0]?.note).toBeNull();
});

test.each([
  // what each says of the bond        the tie
  [['strong', 'strong'], 'strong'],
  [['strong', 'weak'], 'weak'],
  [['strong', null], 'strong'],
  [[null, null], null],
] as const)('of a bond that is said to be %j is made: %s', (said, bond) => {
  const ties = tiesFromAnswers(
    said.map((one, i) => told(`${i}`, { respondent: `r${i}`, bond: one })),
    '2026-12-31',
  );
  expect(ties).toMatchObject([{ bond }]);
});

test.each([
  [['vertical', null], 'vertical'],
  [['vertical', 'horizontal'], null],
  [[null, null], null],
] as const)('a standing that is said to be %j is: %s', (said, standing) => {
  const ties = tiesFromAnswers(
    said.map((one, i) => told(`${i}`, { respondent: `r${i}`, standing: one })),
    '2026-12-31',
  );
  expect(ties).toMatchObject([{ standing }]);
});

test('nobody is tied to themselves', () => {
  expect(mustDiffer('rw', 'pkk')).toBeUndefined();
  expect(mustDiffer('rw', 'rw')?.refusal).toBe('network.same-actor');
});

function officer(office: string, region: string, organization = 'x'): Actor {
  return {
    tenant: 't',
    person: 'p',
    name: '',
    mandates: [{ id: 'm', office, organization: { id: organization, kind: 'k', name: '' }, region }],
    scopes: 'session',
    secondFactor: false,
  };
}
const rw7 = { id: 'rw7', region: '32.73.30.1004.007' };

test.each([
  ['its own chair', officer('chair', '32.73.30.1004.007', 'rw7'), true],
  ['the chair of another institution', officer('chair', '32.73.30.1004.008'), false],
  ['the keeper over the village', officer('keeper', '32.73.30.1004'), true],
  ['the keeper of another village', officer('keeper', '32.73.30.1005'), false],
])('%s may answer for an institution: %s', (_, actor, allowed) => {
  expect(refusalIn(mayAnswerFor(actor, rw7, { offices: ['keeper'] })) === undefined).toBe(allowed);
});

test.each([
  ['the keeper over the village', officer('keeper', '32.73.30'), undefined],
  ['the keeper of another village', officer('keeper', '32.73.30.1005'), 'access.office'],
  ['a chair in it', officer('chair', '32.73.30.1004'), 'access.office'],
])('%s brings a network in: %s', (_, actor, refused) => {
  const answer = mayImport(actor, '32.73.30.1004', { offices: ['keeper'] });
  expect(refusalIn(answer)?.refusal).toBe(refused);
});

test.each([
  ['a visitor', { tenant: 't' }, false],
  ['an officer in the area', officer('chair', '32.73.30.1004.007'), true],
  ['an officer over the area', officer('camat', '32.73.30'), true],
  ['an officer elsewhere', officer('lurah', '32.73.01.1001'), false],
  [
    'an officer here and elsewhere',
    {
      ...officer('lurah', '32.73.01.1001'),
      mandates: ['32.73.01.1001', '32.73.30'].flatMap((region) => officer('camat', region).mandates),
    },
    true,
  ],
])('%s sees persons: %s', (_, viewer, allowed) => {
  expect(mayReadPersons(viewer, '32.73.30.1004')).toBe(allowed);
});
