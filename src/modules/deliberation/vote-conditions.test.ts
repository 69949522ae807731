import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal, refusalIn } from '#kernel/refusal.ts';
import { forumKind } from '#modules/models/index.ts';
import type { ProposalState } from '#modules/proposals/index.ts';
import { PIPPK as program } from '../../../test/support/pippk.ts';
import type { SlipLine, VoteState } from './ballot.ts';
import type { ForumState } from './forum.ts';
import {
  exclusionOf,
  exclusionsOn,
  mayConsentToPart,
  mayDeclareExclusions,
  type PartConsent,
  partOf,
  partsOn,
} from './vote-conditions.ts';

const KELURAHAN = { forum: 'kelurahan' };
const VILLAGE = '32.73.30.1004';

function officer(office: string, organization: string, region = VILLAGE): Actor {
  return {
    tenant: 'tenant',
    person: office,
    name: office,
    mandates: [{ id: 'mandate', office, organization: { id: organization, kind: 'rw', name: '' }, region }],
    scopes: 'session',
    secondFactor: false,
  };
}

function line(number: number, requested: bigint): SlipLine {
  return {
    number,
    proposal: `p${number}`,
    title: `Usulan ${number}`,
    institution: 'rw-01',
    institutionName: 'RW 01',
    scope: 'scope',
    nature: 'infrastructure',
    requested,
  };
}

test.each<[string, string, ForumState, VoteState | undefined, string | undefined]>([
  // who                     office              forum        vote         what stands in the way
  ['the lurah, before the evening', 'lurah', 'scheduled', undefined, undefined],
  ['the lurah in the hall', 'lurah', 'open', undefined, undefined],
  ['after a vote was cancelled', 'lurah', 'open', 'cancelled', undefined],
  ['while the vote is open', 'lurah', 'open', 'open', 'ballot.bound'],
  ['after it was counted', 'lurah', 'open', 'closed', 'ballot.bound'],
  ['in sealed minutes', 'lurah', 'sealed', 'closed', 'forum.sealed'],
  [
    'the secretary, who runs votes and decides nothing',
    'village-secretary',
    'open',
    undefined,
    'access.office',
  ],
  ['an RW chair', 'chair', 'open', undefined, 'access.office'],
])('pairs are declared by whoever decides: %s', (_, office, state, vote, refusal) => {
  const found = refusalIn(
    mayDeclareExclusions(
      officer(office, 'kelurahan'),
      program,
      { ...KELURAHAN, state, region: VILLAGE },
      vote && { state: vote },
    ),
  );
  expect(found?.refusal).toBe(refusal);
});

test.each([
  // first  second  reason             refused
  ['p1', 'p2', 'Lahan yang sama', []],
  ['p3', 'p2', 'Lahan yang sama', []],
  ['p1', 'p1', 'Lahan yang sama', ['second: input.choice']],
  ['p1', 'p9', 'Lahan yang sama', ['second: input.choice']],
  ['p9', 'p1', 'Lahan yang sama', ['first: input.choice']],
  ['', '', '', ['first: input.choice', 'second: input.choice', 'reason: input.required']],
  ['p1', 'p2', '🎉', ['reason: input.no-letters']],
  ['p3', 'p1', 'Sudah ada', ['second: ballot.pair']],
])('the pair %s with %s because "%s"', (first, second, reason, said) => {
  const stands = {
    waiting: new Set(['p1', 'p2', 'p3']),
    declared: [{ first: 'p1', second: 'p3', reason: 'x' }],
  };
  const found = exclusionOf(program, KELURAHAN, { first, second, reason }, stands);
  const issues = isRefusal(found) ? (found.issues ?? [found]) : [];
  expect(issues.map((one) => `${one.field}: ${one.refusal}`)).toEqual(said);
});

test('a pair is the same in either direction, and stands on the slip by its numbers', () => {
  const stands = { waiting: new Set(['p1', 'p2']), declared: [] };
  const reason = 'Lahan yang sama';
  const pair = exclusionOf(program, KELURAHAN, { first: 'p2', second: 'p1', reason }, stands);
  expect(pair).toEqual({ first: 'p1', second: 'p2', reason });
  expect(exclusionOf(program, KELURAHAN, { first: 'p1', second: 'p2', reason }, stands)).toEqual(pair);
  const declared = [
    { first: 'p1', second: 'p3', reason: 'b' },
    { first: 'p1', second: 'p2', reason: 'a' },
    { first: 'p1', second: 'gone', reason: 'c' },
  ];
  expect(exclusionsOn([line(1, 5n), line(2, 5n), line(3, 5n)], declared)).toEqual([
    { numbers: [1, 2], reason: 'a' },
    { numbers: [1, 3], reason: 'b' },
  ]);
  const others = [
    { first: 'p2', second: 'p3', reason: 'd' },
    { first: 'gone', second: 'p1', reason: 'e' },
    { first: 'p3', second: 'p1', reason: 'f' },
  ];
  expect(exclusionsOn([line(1, 5n), line(2, 5n), line(3, 5n)], others)).toEqual([
    { numbers: [1, 3], reason: 'f' },
    { numbers: [2, 3], reason: 'd' },
  ]);
});

test('where a model offers no ballots nothing is declared and no part consented to', () => {
  const { ballots: _, ...silent } = forumKind(program.model, 'kelurahan');
  const without = { ...program, model: { ...program.model, forums: [silent] } };
  const forum = { ...KELURAHAN, state: 'open', region: VILLAGE } as const;
  const proposal = {
    id: 'p1',
    ...KELURAHAN,
    kind: 'usulan',
    party: 'rw',
    organization: 'rw-01',
    person: null,
    state: 'submitted',
  } as const;
  for (const answer of [
    mayDeclareExclusions(officer('lurah', 'kelurahan'), without, forum, undefined),
    mayConsentToPart(officer('chair', 'rw-01'), without, proposal, undefined),
  ]) {
    expect(refusalIn(answer)?.refusal).toBe('ballot.not-offered');
  }
});

test('what was counted of other proposals does not bind this one', () => {
  const proposal = {
    id: 'p2',
    ...KELURAHAN,
    kind: 'usulan',
    party: 'rw',
    organization: 'rw-01',
    person: null,
    state: 'submitted',
  } as const;
  const vote = { state: 'closed', slip: [line(1, 5n)] } as const;
  const actor = officer('chair', 'rw-01');
  expect(mayConsentToPart(actor, program, proposal, vote)).toEqual(actor.mandates[0]);
});

test('a refused part is told the amount that was asked for, and a good one is read', () => {
  const proposal = { ...KELURAHAN, requested: 52_500_000n };
  expect(partOf(program, proposal, { least: '30.000.000', instead: ' Saluran  40 m ' })).toEqual({
    least: 30_000_000n,
    instead: 'Saluran 40 m',
  });
  const refused = partOf(program, proposal, { least: '60.000.000', instead: 'Saluran' });
  expect(isRefusal(refused) && refused.issues).toMatchObject([{ params: { requested: 52_500_000n } }]);
});

test('a moved consent names the state and the move', () => {
  const proposal = {
    id: 'p1',
    ...KELURAHAN,
    kind: 'usulan',
    party: 'rw',
    organization: 'rw-01',
    person: null,
    state: 'funded',
  } as const;
  expect(mayConsentToPart(officer('chair', 'rw-01'), program, proposal, undefined)).toMatchObject({
    params: { state: 'funded', move: 'consent' },
  });
});

test.each<[string, Actor, ProposalState, VoteState | undefined, string | undefined]>([
  // who and when                        actor                          proposal     vote        what stands in the way
  ['its chair, before any vote', officer('chair', 'rw-01'), 'submitted', undefined, undefined],
  ['its chair at the phone, while people vote', officer('chair', 'rw-01'), 'submitted', 'open', undefined],
  ['its chair, after the count', officer('chair', 'rw-01'), 'submitted', 'closed', 'ballot.counted'],
  ['its chair, once it is decided', officer('chair', 'rw-01'), 'funded', 'closed', 'proposal.state'],
  ['its chair, in a draft', officer('chair', 'rw-01'), 'draft', undefined, 'proposal.state'],
  ['the chair of another RW', officer('chair', 'rw-02'), 'submitted', undefined, 'access.office'],
  [
    'the chair of another RW, after the count',
    officer('chair', 'rw-02'),
    'funded',
    'closed',
    'access.office',
  ],
  [
    'the lurah, who decides on the money',
    officer('lurah', 'kelurahan'),
    'submitted',
    undefined,
    'access.office',
  ],
])('consent to a part is the institution’s own: %s', (_, actor, state, vote, refusal) => {
  const proposal = {
    id: 'p1',
    ...KELURAHAN,
    kind: 'usulan',
    party: 'rw',
    organization: 'rw-01',
    person: null,
    state,
  };
  const found = refusalIn(
    mayConsentToPart(
      actor,
      program,
      proposal,
      vote && { state: vote, slip: [line(1, 52_500_000n), line(2, 5n)] },
    ),
  );
  expect(found?.refusal).toBe(refusal);
});

test.each([
  // least            instead            refused
  ['30.000.000', 'Saluran 40 m', {}],
  ['52.499.999', 'Hampir semua', {}],
  ['52.500.000', 'Semua', { least: 'ballot.part' }],
  ['0', 'Tidak ada', { least: 'ballot.part' }],
  ['-5', 'Saluran', { least: 'money.negative' }],
  ['', '', { least: 'input.required', instead: 'input.required' }],
])('of Rp52.500.000 at least "%s" for "%s"', (least, instead, refusals) => {
  const found = partOf(program, { ...KELURAHAN, requested: 52_500_000n }, { least, instead });
  const issues = isRefusal(found) ? (found.issues ?? [found]) : [];
  expect(Object.fromEntries(issues.map((one) => [one.field, one.refusal]))).toEqual(refusals);
});

test('consent counts only for the amount it was given for, and not once taken back', () => {
  const slip = [line(1, 50n), line(2, 60n), line(3, 70n)];
  const consent = (proposal: string, requested: bigint, least: bigint | null): PartConsent => ({
    proposal,
    requested,
    least,
    instead: 'sebagian',
    givenAt: new Date(0),
    version: 1,
  });
  expect(partsOn(slip, [consent('p1', 50n, 20n), consent('p2', 55n, 20n), consent('p3', 70n, null)])).toEqual(
    [{ number: 1, least: 20n, instead: 'sebagian' }],
  );
});
