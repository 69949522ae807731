import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Mandate } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { proposalKind, readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import {
  type Match,
  mayAnswerFor,
  mayMoveMatch,
  mayOffer,
  mayTake,
  mustBeInTime,
  mustBeOthers,
  mustNotBeTaker,
  restOf,
  stateBy,
  steersBy,
  takersIn,
  takersOf,
} from './need.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model of TJSL does not read');
const { model } = read;
const { open } = proposalKind(model, 'permohonan');
if (!open) throw new Error('its needs are not open');

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
  expect(mayOffer(basis, of, [other], given, bounds)?.refusal).toBe(refused);
});

test.each([
  // an offer of   for a need                                       under bounds                    is told, and beside which field
  [11n, need, free, { rest: 10n }, 'amount'],
  [1n, { ...need, state: 'taken', promised: 15n }, free, { organizations: ['PT Lain'] }, undefined],
  [1n, { ...need, state: 'closed', closedFor: 'Sudah ada.' }, free, { reason: 'Sudah ada.' }, undefined],
  [1n, { ...need, state: 'closed' }, free, {}, undefined],
  [10n, need, { ...free, offer: offer(12n), promised: 3n }, { offered: 12n, rest: 9n }, 'amount'],
  [10n, need, { ...free, offer: offer(12n), promised: 12n }, { offered: 12n, rest: 0n }, 'amount'],
  // Promised before the offer was made smaller.
  [10n, need, { ...free, offer: offer(12n), promised: 20n }, { offered: 12n, rest: 0n }, 'amount'],
  [10n, need, { ...free, pledged: 12n, promised: 3n }, { pledged: 12n, rest: 9n }, 'amount'],
  [0n, need, free, {}, 'note'],
] as const)('who offers %s too much is told what is left', (amount, of, bounds, params, field) => {
  const refusal = mayOffer(basis, of, [other], { amount, note: '' }, bounds);
  expect(refusal?.params).toEqual(params);
  expect(refusal?.field).toBe(field);
});

test('what costs nothing is met by people’s time, said in words', () => {
  const unpaid = { ...need, requested: 0n, promised: 0n };
  const said = (amount: bigint, note: string) => mayOffer(basis, unpaid, [], { amount, note }, free)?.refusal;
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
  // Who answers for others does not let a taker meet what it brings itself.
  expect(refused(actor(newId()), { organization: company, person: null })).toBe('match.own-need');
});

test('nobody answers an offer of theirs', () => {
  const offeredBy = newId();
  const refused = (who: Actor) => mustNotBeTaker(who, { organization: company, offeredBy }, basis)?.refusal;
  expect(refused(actor(newId()))).toBeUndefined();
  expect(refused(actor(newId(), mandate(newId())))).toBeUndefined();
  expect(refused(actor(newId(), mandate(newId()), mandate(company)))).toBe('match.both-sides');
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
  const refusal = mayMoveMatch(match, move);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'match.state') expect(refusal?.params).toEqual({ state });
});

test.each([
  // due on        today          refused with
  [null, '2026-03-18', undefined],
  ['2026-03-18', '2026-03-17', undefined],
  ['2026-03-18', '2026-03-18', undefined],
  ['2026-03-17', '2026-03-18', 'match.state'],
])('an offer that waits until %s, answered on %s: %s', (dueOn, today, refused) => {
  const refusal = mustBeInTime({ dueOn }, today, basis);
  expect(refusal?.refusal).toBe(refused);
  if (refused) expect(refusal?.params).toEqual({ state: 'lapsed' });
});

/** An office in an institution of a kind. */
const of = (office: string, institution: string, kind: string, place = '32.73'): Mandate => ({
  ...{ id: newId(), office, region: place, organization: { id: institution, kind, name: institution } },
});
const words = (found: readonly Mandate[]) => found.map((one) => `${one.office} ${one.organization.name}`);

test.each([
  // office           in              kind               promises for PT Ini of kind      or is refused
  ['petugas-tjsl', 'pt-ini', 'perusahaan', 'perusahaan', undefined],
  ['direksi', 'pt-ini', 'perusahaan', 'perusahaan', undefined],
  ['keuangan', 'pt-ini', 'perusahaan', 'perusahaan', 'access.office'],
  ['direksi', 'pt-lain', 'perusahaan', 'perusahaan', 'access.office'],
  ['pimpinan', 'pt-ini', 'perguruan-tinggi', 'perguruan-tinggi', undefined],
  ['chair', 'pt-ini', 'rw', 'rw', 'match.not-open'],
])('%s in %s, a %s, promises for one of kind %s: %s', (office, institution, kind, party, refused) => {
  const by = mayTake(actor(newId(), of(office, institution, kind)), model, open, {
    id: 'pt-ini',
    kind: party,
  });
  expect(isRefusal(by) ? by.refusal : undefined).toBe(refused);
  if (!isRefusal(by)) expect(by.office).toBe(office);
  if (refused === 'access.office')
    expect(by).toMatchObject({ params: { offices: [{ id: 'Petugas TJSL' }, { id: 'Direksi' }] } });
});

test('somebody is asked for which institution they promise once for each, and never for what may not', () => {
  const many = actor(
    newId(),
    of('chair', 'rw', 'rw'),
    of('keuangan', 'pt-a', 'perusahaan'),
    of('direksi', 'pt-a', 'perusahaan'),
    of('petugas-tjsl', 'pt-a', 'perusahaan'),
    of('penghubung', 'kampus', 'perguruan-tinggi'),
  );
  expect(words(takersOf(many, open))).toEqual(['direksi pt-a', 'penghubung kampus']);
  expect(takersOf({ tenant: newId() }, open)).toEqual([]);
  // In a programme with two kinds of needs each institution is named once, too.
  const twice = { ...model, proposals: [...model.proposals, ...model.proposals] };
  expect(words(takersIn(many, twice))).toEqual(['direksi pt-a', 'penghubung kampus']);
  expect(words(takersIn(many, model))).toEqual(['direksi pt-a', 'penghubung kampus']);
  expect(takersIn({ tenant: newId() }, model)).toEqual([]);
});

test('the whole is steered by its offices over the place', () => {
  const chair = officer('forum-tjsl/ketua', '32.73');
  expect(steersBy(chair, open, '32.73')?.office).toBe('forum-tjsl/ketua');
  expect(steersBy(chair, open, '32.04')).toBeUndefined();
  expect(steersBy(officer('lurah', '32.73'), open, '32.73')).toBeUndefined();
  expect(steersBy({ tenant: newId() }, open, '32.73')).toBeUndefined();
});

test.each([
  // who                        answers for an RW as    or is refused
  ['chair', 'rw-1', 'chair'],
  ['chair', 'rw-2', 'access.office'],
  ['lurah', 'kelurahan', 'lurah'],
  ['camat', 'kecamatan', 'access.office'],
])('%s of %s answers for what rw-1 brings: %s', (office, institution, answer) => {
  const who = officer(office, '32.73.30.1001', { institution });
  const by = mayAnswerFor(who, model, open, {
    ...{ kind: 'permohonan', organization: 'rw-1', person: null, party: 'rw', village: '32.73.30.1001' },
  });
  if (typeof by === 'string') throw new Error('nobody answers for themselves here');
  expect('office' in by ? by.office : by.refusal).toBe(answer);
  if (isRefusal(by))
    expect(by.params).toMatchObject({
      offices: [{ id: 'Lurah' }, { id: 'Sekretaris kelurahan' }],
      place: '32.73.30.1001',
    });
});
