import { expect, test } from 'vitest';
import type { Actor, Mandate } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { mayRecommend, mustBeAsked, mustBeNeutral, RECOMMENDATION_STATES } from './recommendation.ts';

const basis = { cite: 'Perwal 354/2014' };
const need = { state: 'open', requested: 15n, promised: 5n, closedFor: null } as const;
const free = { offer: undefined, promised: 0n, pledged: undefined };
const a = newId();
const b = newId();
const match = (organization: string) =>
  ({ organization, organizationName: 'PT', amount: 5n, state: 'offered' }) as const;

test.each([
  ['what is left', need, [], [], 10n, free, undefined],
  ['nothing', need, [], [], 0n, free, 'input.required'],
  ['less than nothing', need, [], [], -1n, free, 'input.required'],
  ['more than is left', need, [], [], 11n, free, 'match.above-need'],
  ['a closed need', { ...need, state: 'closed', closedFor: 'Ada.' }, [], [], 5n, free, 'need.closed'],
  ['a need promised whole', { ...need, state: 'taken' }, [], [], 5n, free, 'need.taken'],
  ['who offered already', need, [match(a)], [], 5n, free, 'match.twice'],
  ['who is asked already', need, [], [{ organization: a, state: 'open' }], 5n, free, 'recommendation.twice'],
  ['who declined once', need, [], [{ organization: a, state: 'declined' }], 5n, free, undefined],
  [
    'beside another who is asked',
    need,
    [match(b)],
    [{ organization: b, state: 'open' }],
    5n,
    free,
    undefined,
  ],
  ['more than its plan pledged', need, [], [], 5n, { ...free, pledged: 4n }, 'match.above-pledge'],
] as const)('to recommend %s', (_, of, standing, asked, amount, bounds, refused) => {
  const refusal = mayRecommend(basis, of, standing, asked, { organization: a, amount }, bounds);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'input.required') expect(refusal?.field).toBe('amount');
});

const mandate = (organization: string): Mandate => ({
  id: newId(),
  office: 'direksi',
  organization: { id: organization, kind: 'perusahaan', name: 'PT' },
  region: '32.73',
});
const actor = (person: string, ...mandates: Mandate[]): Actor => ({
  ...{ tenant: newId(), person, name: 'Melati', mandates, scopes: 'session' as const, secondFactor: false },
});

test('nobody recommends what is theirs, on either side', () => {
  const resident = newId();
  const refused = (who: Actor, of: { organization: string | null; person: string | null }) =>
    mustBeNeutral(who, a, of, basis)?.refusal;
  expect(refused(actor(newId(), mandate(b)), { organization: null, person: resident })).toBeUndefined();
  expect(refused(actor(newId(), mandate(b), mandate(a)), { organization: null, person: resident })).toBe(
    'recommendation.own',
  );
  expect(refused(actor(newId(), mandate(a)), { organization: null, person: resident })).toBe(
    'recommendation.own',
  );
  expect(refused(actor(newId(), mandate(b)), { organization: b, person: null })).toBe('recommendation.own');
  expect(refused(actor(resident), { organization: null, person: resident })).toBe('recommendation.own');
});

test('what was answered is not answered again', () => {
  expect(RECOMMENDATION_STATES.map((state) => mustBeAsked({ state })?.refusal)).toEqual([
    undefined,
    ...Array(4).fill('recommendation.state'),
  ]);
  expect(mustBeAsked({ state: 'taken' })?.params).toEqual({ state: 'taken' });
});
