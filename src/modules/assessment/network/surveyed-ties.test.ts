import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { mayAnswerFor, mayReadPersons, type ToldTie, tiesFromAnswers } from './surveyed-ties.ts';

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
  ['a visitor', { tenant: 't' }, false],
  ['an officer in the area', officer('chair', '32.73.30.1004.007'), true],
  ['an officer over the area', officer('camat', '32.73.30'), true],
  ['an officer elsewhere', officer('lurah', '32.73.01.1001'), false],
])('%s sees persons: %s', (_, viewer, allowed) => {
  expect(mayReadPersons(viewer, '32.73.30.1004')).toBe(allowed);
});
