import { expect, test } from 'vitest';
import { at, isRefusal, refusalIn, refuse, together, unless } from './refusal.ts';

const BASIS = { cite: 'Perwal 436/2015', rule: 'pagu' };
const FIRST = refuse('access.office');
const SECOND = refuse('input.stale');

test('a refusal carries its code, its basis where there is one, and what would change it', () => {
  expect(refuse('forum.sealed')).toEqual({ refusal: 'forum.sealed', params: {} });
  expect(refuse('ceiling.exceeded', BASIS, { remaining: 1n })).toEqual({
    refusal: 'ceiling.exceeded',
    basis: BASIS,
    params: { remaining: 1n },
  });
  expect(at('amount', refuse('ceiling.exceeded', BASIS))).toEqual({
    refusal: 'ceiling.exceeded',
    basis: BASIS,
    params: {},
    field: 'amount',
  });
});

test('several refusals become one that counts them; none is no refusal', () => {
  expect(together([])).toBeUndefined();
  expect(together([FIRST, SECOND])).toEqual({
    refusal: 'input.invalid',
    params: { count: 2 },
    issues: [FIRST, SECOND],
  });
});

test.each([
  // a value                                    is a refusal
  [FIRST, true],
  [{ refusal: 'access.office' }, false],
  [{ params: {} }, false],
  [null, false],
  [undefined, false],
  ['access.office', false],
  [{ id: 'mandate' }, false],
])('%j is a refusal: %s', (value, is) => {
  expect(isRefusal(value)).toBe(is);
  expect(refusalIn(value)).toBe(is ? value : undefined);
});

test.each([
  // the answer, further rules                    comes to
  ['a mandate and no rule', 'mandate', [], 'mandate'],
  ['a mandate and rules that let it pass', 'mandate', [undefined, undefined], 'mandate'],
  ['a mandate and a rule that refuses', 'mandate', [undefined, SECOND], SECOND],
  ['two rules that refuse: the first', 'mandate', [FIRST, SECOND], FIRST],
  ['no mandate, whatever the rules', FIRST, [SECOND], FIRST],
])('an answer unless a rule refuses: %s', (_, answer, further, wanted) => {
  expect(unless(answer, ...further)).toEqual(wanted);
});
