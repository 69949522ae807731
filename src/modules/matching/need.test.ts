import { expect, test } from 'vitest';
import type { Actor, Mandate } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { type Match, mayMoveMatch, mayOffer, mustBeOthers, mustNotBeTaker, restOf, stateBy } from './need.ts';

const basis = { cite: 'Perwal 354/2014' };
const need = { state: 'open', requested: 15n, promised: 5n, closedFor: null } as const;
const other = { organizationName: 'PT Lain', amount: 5n, state: 'offered' } as const;
const free = { offer: undefined, promised: 0n, pledged: undefined };
const offer = (amount: bigint) => ({
  organization: newId(),
  amount,
  fields: [],
  places: [],
  forms: [],
  version: 1,
});

test.each([
  // what                               need                    given  bounds                                        refused with
  ['what is left', need, 10n, free, undefined],
  ['one rupiah more than is left', need, 11n, free, 'match.above-need'],
  ['a need promised whole', { ...need, state: 'taken', promised: 15n }, 1n, free, 'need.taken'],
  ['a closed need', { ...need, state: 'closed', closedFor: 'Sudah ada.' }, 1n, free, 'need.closed'],
  ['all that it offers', need, 10n, { ...free, offer: offer(12n), promised: 2n }, undefined],
  ['more than it offers', need, 10n, { ...free, offer: offer(12n), promised: 3n }, 'match.above-offer'],
  ['all that it pledged', need, 10n, { ...free, pledged: 12n, promised: 2n }, undefined],
  ['more than it pledged', need, 10n, { ...free, pledged: 12n, promised: 3n }, 'match.above-pledge'],
  [
    'an offer above its pledge',
    need,
    10n,
    { offer: offer(90n), pledged: 5n, promised: 0n },
    'match.above-pledge',
  ],
] as const)('an offer of %s', (_, of, amount, bounds, refused) => {
  const given = { amount, note: '' };
  expect(mayOffer({ kind: { costs: 'total' }, basis }, of, [other], given, bounds)?.refusal).toBe(refused);
});

test('what costs nothing is met by people’s time, said in words', () => {
  const unpaid = { ...need, requested: 0n, promised: 0n };
  const said = (amount: bigint, note: string) =>
    mayOffer({ kind: { costs: 'none' }, basis }, unpaid, [], { amount, note }, free)?.refusal;
  expect(said(0n, 'Dua dosen, empat hari')).toBeUndefined();
  expect(said(0n, '')).toBe('input.required');
  expect(said(1n, 'Dua dosen')).toBe('match.above-need');
});

test.each([
  ['nothing promised', { requested: 15n, promised: 0n, promises: 0 }, 15n, 'open'],
  ['a part', { requested: 15n, promised: 5n, promises: 2 }, 10n, 'open'],
  ['all of it', { requested: 15n, promised: 15n, promises: 2 }, 0n, 'taken'],
  ['of no cost, by nobody', { requested: 0n, promised: 0n, promises: 0 }, 0n, 'open'],
  ['of no cost, by somebody', { requested: 0n, promised: 0n, promises: 1 }, 0n, 'taken'],
  ['time beside the money that lacks', { requested: 15n, promised: 0n, promises: 1 }, 15n, 'open'],
] as const)('a need with %s', (_, of, rest, state) => {
  expect(restOf(of)).toBe(rest);
  expect(stateBy(of)).toBe(state);
});

const company = newId();
const mandate = (organization: string): Mandate => ({
  id: newId(),
  office: 'direksi',
  organization: { id: organization, kind: 'perusahaan', name: 'PT Ini' },
  region: '32.73',
});
const actor = (person: string, ...mandates: Mandate[]): Actor => ({
  tenant: newId(),
  person,
  name: 'Melati',
  mandates,
  scopes: 'session',
  secondFactor: false,
});

test('nobody meets what they bring, as an institution or as a person', () => {
  const resident = newId();
  const refused = (who: Actor, of: { organization: string | null; person: string | null }) =>
    mustBeOthers(who, of, company, basis)?.refusal;
  const officer = actor(newId(), mandate(company));
  expect(refused(officer, { organization: newId(), person: null })).toBeUndefined();
  expect(refused(officer, { organization: company, person: null })).toBe('match.own-need');
  expect(refused(actor(resident, mandate(company)), { organization: null, person: resident })).toBe(
    'match.own-need',
  );
  expect(refused(officer, { organization: null, person: resident })).toBeUndefined();
});

test('nobody answers an offer of theirs', () => {
  const offeredBy = newId();
  const refused = (who: Actor) => mustNotBeTaker(who, { organization: company, offeredBy }, basis)?.refusal;
  expect(refused(actor(newId()))).toBeUndefined();
  expect(refused(actor(newId(), mandate(company)))).toBe('match.both-sides');
  expect(refused(actor(offeredBy))).toBe('match.both-sides');
});

test.each([
  ['answer', 'offered', null, undefined],
  ['answer', 'agreed', null, 'match.state'],
  ['answer', 'lapsed', null, 'match.state'],
  ['withdraw', 'offered', null, undefined],
  ['withdraw', 'agreed', null, undefined],
  ['withdraw', 'agreed', newId(), 'match.begun'],
  ['withdraw', 'declined', null, 'match.state'],
  ['begin', 'agreed', null, undefined],
  ['begin', 'agreed', newId(), 'match.begun'],
  ['begin', 'offered', null, 'match.state'],
] as const)('to %s one that is %s', (move, state, carried, refused) => {
  const match: Pick<Match, 'state' | 'carried'> = { state, carried };
  expect(mayMoveMatch(match, move)?.refusal).toBe(refused);
});
