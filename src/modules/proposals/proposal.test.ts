import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { at, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { mostFor, PERSON, proposalKind } from '#modules/models/index.ts';
import { FUNDED, PROPOSAL } from '../../../test/support/a-proposal.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import {
  bringerOf,
  isOwn,
  isProposer,
  leadBy,
  mayMove,
  mayPropose,
  mayRead,
  maySubmit,
  mayVerify,
  mustBeBinding,
  notOwn,
  type ProposalMove,
  type ProposalState,
  wasSubmitted,
} from './proposal.ts';
import type { ProposalContent } from './proposal-fields.ts';

const { model } = PIPPK;
const USULAN = proposalKind(model, 'usulan');
const VISITOR: Visitor = { tenant: 'tenant' };

const ALL_MOVES: readonly ProposalMove[] = [
  'save',
  'submit',
  'withdraw',
  'return',
  'fund',
  'escalate',
  'reserve',
  'reject',
];

test.each<[ProposalState, readonly ProposalMove[]]>([
  // a proposal that is   may be moved by
  ['draft', ['save', 'submit', 'withdraw']],
  ['returned', ['save', 'submit', 'withdraw']],
  ['submitted', ['withdraw', 'return', 'fund', 'escalate', 'reserve', 'reject']],
  ['withdrawn', []],
  ['funded', []],
  ['escalated', []],
  ['reserved', []],
  ['rejected', []],
])('a proposal that is %s may: %j', (state, allowed) => {
  const may = ALL_MOVES.filter((move) => mayMove({ state }, move) === undefined);
  expect(may).toEqual(allowed);
  for (const move of ALL_MOVES.filter((one) => !allowed.includes(one))) {
    expect(mayMove({ state }, move)).toMatchObject({ refusal: 'proposal.state', params: { state, move } });
  }
});

test.each<[ProposalMove, string | null, string | undefined]>([
  // move       listed by the slip of   refused
  ['withdraw', 'vote', 'ballot.listed'],
  ['return', 'vote', 'ballot.listed'],
  ['fund', 'vote', undefined],
  ['withdraw', null, undefined],
  ['return', null, undefined],
])('%s while the slip of %s lists it', (move, heldByVote, refused) => {
  expect(mayMove({ state: 'submitted', heldByVote }, move)?.refusal).toBe(refused);
});

test.each<[string, string, string, string, string | undefined]>([
  // who                            office       speaks for   kind              refused
  ['the chair', 'chair', 'rw1', 'rw', undefined],
  ['the secretary', 'secretary', 'rw1', 'rw', undefined],
  ['its treasurer', 'treasurer', 'rw1', 'rw', 'access.office'],
  ['the chair of another RW', 'chair', 'rw2', 'rw', 'access.office'],
  ['an institution that PIPPK does not know', 'chair', 'rw1', 'company', 'proposal.kind'],
])('proposing: %s', (_, office, institution, kind, refused) => {
  const actor = officer(office, `${VILLAGE}.001`, { institution });
  const answer = mayPropose(actor, model, USULAN, leadBy({ id: 'rw1', kind }));
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
});

test('a refused proposer is told the offices, and an unknown kind itself', () => {
  expect(mostFor(model, USULAN, 'rw')?.amount).toBe(100_000_000n);
  expect(
    mayPropose(officer('lurah', VILLAGE), model, USULAN, leadBy({ id: 'rw1', kind: 'rw' })),
  ).toMatchObject({
    refusal: 'access.office',
    params: { offices: ['chair', 'secretary'] },
  });
  expect(bringerOf(model, USULAN, 'company')).toMatchObject({
    refusal: 'proposal.kind',
    params: { kind: 'company' },
    basis: { cite: expect.stringContaining('436') },
  });
});

function ofKind(office: string, kind: string): Actor {
  const actor = officer(office, `${VILLAGE}.001`);
  return {
    ...actor,
    mandates: actor.mandates.map((held) => ({ ...held, organization: { ...held.organization, kind } })),
  };
}

test.each<[string, Actor | Visitor, boolean]>([
  ['a visitor', VISITOR, false],
  ['the chair of an RW', ofKind('chair', 'rw'), true],
  ['the treasurer of an RW', ofKind('treasurer', 'rw'), false],
  ['the chair of a company', ofKind('chair', 'company'), false],
  ['the lurah', ofKind('lurah', 'kelurahan'), false],
  ['a resident', { ...officer('resident', VILLAGE), mandates: [] }, false],
])('the way to a new proposal is shown to %s: %s', (_, viewer, shown) => {
  expect(isProposer(viewer, model)).toBe(shown);
});

test.each<[string, Actor | Visitor, Date | null, boolean, string | undefined]>([
  // who                                 submitted on         own    refused
  ['a visitor', VISITOR, null, false, 'access.not-found'],
  ['a visitor', VISITOR, new Date(0), false, undefined],
  ['another RW', officer('chair', VILLAGE, { institution: 'rw2' }), null, false, 'access.not-found'],
  ['its treasurer', officer('treasurer', VILLAGE, { institution: 'rw1' }), null, true, undefined],
  [
    'its treasurer who is of another RW too',
    {
      ...officer('treasurer', VILLAGE),
      mandates: ['rw2', 'rw1'].flatMap(
        (institution) => officer('treasurer', VILLAGE, { institution }).mandates,
      ),
    },
    null,
    true,
    undefined,
  ],
])('%s reads a proposal submitted on %s', (_, viewer, submittedAt, own, refused) => {
  expect(isOwn(viewer, PROPOSAL)).toBe(own);
  expect(mayRead(viewer, { organization: 'rw1', person: null, submittedAt })?.refusal).toBe(refused);
});

test.each([
  // submitted                uploaded                 belongs to what was submitted
  ['2026-02-10T03:00:00Z', '2026-02-10T02:59:59Z', true],
  ['2026-02-10T03:00:00Z', '2026-02-10T03:00:00Z', true],
  ['2026-02-10T03:00:00Z', '2026-02-10T03:00:01Z', false],
  [null, '2026-02-10T02:59:59Z', false],
])('of what was submitted %s a photo of %s is part: %s', (submitted, uploaded, part) => {
  const submittedAt = submitted === null ? null : new Date(submitted);
  expect(wasSubmitted({ submittedAt }, { uploadedAt: new Date(uploaded) })).toBe(part);
});

test.each<[string, Actor, string | undefined]>([
  ['the lurah', officer('lurah', VILLAGE), undefined],
  ['the secretary of the kelurahan', officer('village-secretary', VILLAGE), undefined],
  ['the lurah of another kelurahan', officer('lurah', '32.73.30.1001'), 'access.office'],
  ['the camat', officer('camat', '32.73.30'), 'access.office'],
  ['a lurah who wrote it', officer('lurah', VILLAGE, { person: PROPOSAL.author }), 'access.own-proposal'],
  ['a lurah who belongs to the RW', officer('lurah', VILLAGE, { institution: 'rw1' }), 'access.own-proposal'],
])('sending a proposal back: %s', (_, actor, refused) => {
  const answer = mayVerify(actor, model, PROPOSAL, { escalated: [] });
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
});

test('what one forum passed on to another is not sent back any more', () => {
  const rules = model.forums.map((one) => ({ ...one, forum: 'kecamatan' }));
  const chained = { ...model, forums: [...model.forums, ...rules] };
  const passed = { ...PROPOSAL, forum: 'kecamatan' };
  expect(mayVerify(officer('lurah', VILLAGE), chained, passed, { escalated: [] })).toMatchObject({
    refusal: 'proposal.passed-on',
  });
});

test.each<[string, Actor, string | undefined]>([
  ['its author', officer('chair', VILLAGE, { person: PROPOSAL.author }), 'access.own-proposal'],
  [
    'another officer of its institution',
    officer('treasurer', VILLAGE, { institution: 'rw1' }),
    'access.own-proposal',
  ],
  [
    'one of them who holds an office elsewhere too',
    {
      ...officer('lurah', VILLAGE),
      mandates: [
        ...officer('lurah', VILLAGE).mandates,
        ...officer('treasurer', VILLAGE, { institution: 'rw1' }).mandates,
      ],
    },
    'access.own-proposal',
  ],
  ['somebody else', officer('lurah', VILLAGE), undefined],
])('judging a proposal: %s', (_, actor, refused) => {
  expect(notOwn(actor, PROPOSAL, model)?.refusal).toBe(refused);
});

test.each([
  // what                                 proposal                            refused
  ['funded, minutes sealed', FUNDED, undefined],
  ['funded, minutes open', { ...FUNDED, bindingSince: null }, 'decision.not-binding'],
  ['rejected in sealed minutes', { ...FUNDED, state: 'rejected' as const }, 'decision.not-binding'],
  ['waiting', PROPOSAL, 'decision.not-binding'],
])('paying for a proposal that is %s', (_, proposal, refused) => {
  expect(mustBeBinding(proposal, model)?.refusal).toBe(refused);
});

const RW1 = { party: 'rw', name: 'RW 01 Pasir Impun', area: `${VILLAGE}.001` };
const CONTENT: ProposalContent = {
  title: 'Perbaikan drainase',
  need: 'Gang tergenang setiap hujan.',
  scope: 'rw-infrastruktur',
  place: `${VILLAGE}.001`,
  address: 'Gang Sukanagara',
  point: undefined,
  volume: 96_000n,
  unit: 'm',
  people: 184,
  poorHouseholds: 23,
  costLines: [],
  contributions: [],
  answers: {},
  requested: 100_000_000n,
  contribution: 0n,
};

function refusedAt(
  changed: Partial<ProposalContent>,
  known: { placeExists: boolean; checked: readonly Refusal[] },
) {
  const refusal = maySubmit(model, USULAN, RW1, { ...CONTENT, ...changed }, known);
  return (refusal?.issues ?? []).map(({ field, refusal: code, params }) => [field, code, params]);
}
const FOUND = { placeExists: true, checked: [] } as const;

test.each<[string, Partial<ProposalContent>, Parameters<typeof refusedAt>[1], unknown[]]>([
  // what is submitted                  changed              known    refused beside which field, with what
  ['all of Rp100 million', {}, FOUND, []],
  ['a place in its own area', { place: `${VILLAGE}.001` }, FOUND, []],
  ['a scope that no model names', { scope: 'jalan-tol' }, FOUND, [['scope', 'scope.unknown', {}]]],
  [
    'a scope of the PKK',
    { scope: 'pkk-pokja-1' },
    FOUND,
    [['scope', 'scope.not-for-kind', { scope: 'Pokja I: pengamalan Pancasila dan gotong royong' }]],
  ],
  ['a place that is not there', {}, { ...FOUND, placeExists: false }, [['place', 'region.unknown', {}]]],
  [
    'a place of RW 02',
    { place: `${VILLAGE}.002` },
    FOUND,
    [['place', 'region.outside', { organization: 'RW 01 Pasir Impun' }]],
  ],
  [
    'one rupiah above the ceiling',
    { requested: 100_000_001n },
    FOUND,
    [['costLines', 'proposal.over-ceiling', { requested: 100_000_001n, ceiling: 100_000_000n }]],
  ],
])('submitting %s', (_, changed, known, refused) => {
  expect(refusedAt(changed, known)).toEqual(refused);
});

test.each([
  // persons in PIPPK's forum of a kelurahan, for   refused
  ['the whole city', '32.73', ['region.too-wide']],
  ['a kecamatan', '32.73.30', ['region.too-wide']],
  ['a kelurahan', VILLAGE, []],
  ['an RW', `${VILLAGE}.001`, []],
])('a person brings something for %s', (_, place, refused) => {
  const person = { party: PERSON, area: '32.73', name: '' };
  const usulan = { ...USULAN, from: [{ party: PERSON, offices: [], basis: USULAN.basis }] };
  const refusal = maySubmit(model, usulan, person, { ...CONTENT, place }, FOUND);
  const atPlace = (refusal?.issues ?? []).filter(({ field }) => field === 'place');
  expect(atPlace.map((one) => one.refusal)).toEqual(refused);
});

test('everything that is wrong is said at once', () => {
  const wrong = { scope: 'jalan-tol', requested: 100_000_001n };
  const fields = refusedAt(wrong, {
    placeExists: false,
    checked: [at('photos', refuse('proposal.photos'))],
  }).map(([field]) => field);
  expect(fields).toEqual(['scope', 'place', 'costLines', 'photos']);
});
