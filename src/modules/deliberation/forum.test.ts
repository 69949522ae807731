import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { forumKind, type Outcome } from '#modules/models/index.ts';
import { FORUM } from '../../../test/support/a-forum.ts';
import { PROPOSAL } from '../../../test/support/a-proposal.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK as program } from '../../../test/support/pippk.ts';
import {
  discussedFirst,
  type ForumMove,
  type ForumState,
  mayActOn,
  mayBeCalledFor,
  mayDecide,
  mayMoveForum,
  mayPostpone,
  mayReadAttendance,
  mayRevoke,
  maySeal,
  mustHaveQuorum,
  offersOn,
} from './forum.ts';
import type { Quorum } from './quorum.ts';

const VILLAGE = '32.73.30.1004';

const KELURAHAN = { forum: 'kelurahan' };
const RULES = forumKind(program.model, 'kelurahan');

const MET: Quorum = { answer: 'met', elements: [], unentered: [], countedOnce: [] };
/** While the forum sits. */
const EVENING = { now: new Date('2026-02-11T13:00:00Z'), today: '2026-02-11' };

const SHORT: Quorum = {
  ...MET,
  answer: 'not-met',
  elements: [{ element: 'rw', came: 2, wanted: 3, of: 3, answer: 'not-met', missing: [] }],
};

test.each<[string, ForumState, Quorum, number, number, Partial<Record<ForumMove | 'revoke', string>>]>([
  // the forum is              state        quorum  decided  undecided   what stands in the way
  [
    'called',
    'scheduled',
    SHORT,
    0,
    3,
    {
      decide: 'forum.state',
      revoke: 'forum.state',
      adjourn: 'forum.state',
      resume: 'forum.state',
      seal: 'forum.state',
    },
  ],
  [
    'open without quorum',
    'open',
    SHORT,
    0,
    3,
    { open: 'forum.state', resume: 'forum.state', decide: 'forum.no-quorum', seal: 'forum.no-quorum' },
  ],
  [
    'open with quorum',
    'open',
    MET,
    0,
    3,
    { open: 'forum.state', resume: 'forum.state', seal: 'forum.undecided' },
  ],
  [
    'half decided',
    'open',
    MET,
    2,
    1,
    { open: 'forum.state', resume: 'forum.state', postpone: 'decision.exists', seal: 'forum.undecided' },
  ],
  [
    'all decided',
    'open',
    MET,
    3,
    0,
    { open: 'forum.state', resume: 'forum.state', postpone: 'decision.exists' },
  ],
  [
    'all decided, then some left',
    'open',
    SHORT,
    3,
    0,
    {
      open: 'forum.state',
      resume: 'forum.state',
      decide: 'forum.no-quorum',
      postpone: 'decision.exists',
      seal: 'forum.no-quorum',
    },
  ],
  [
    'adjourned, half decided',
    'adjourned',
    MET,
    2,
    1,
    {
      open: 'forum.state',
      attend: 'forum.state',
      decide: 'forum.state',
      revoke: 'forum.state',
      postpone: 'decision.exists',
      seal: 'forum.state',
    },
  ],
  [
    'postponed',
    'postponed',
    SHORT,
    0,
    3,
    {
      open: 'forum.state',
      resume: 'forum.state',
      attend: 'forum.state',
      decide: 'forum.state',
      revoke: 'forum.state',
      adjourn: 'forum.state',
      postpone: 'forum.state',
      seal: 'forum.state',
    },
  ],
  [
    'sealed',
    'sealed',
    MET,
    3,
    0,
    {
      open: 'forum.sealed',
      attend: 'forum.sealed',
      decide: 'forum.sealed',
      revoke: 'forum.sealed',
      adjourn: 'forum.sealed',
      resume: 'forum.sealed',
      postpone: 'forum.sealed',
      seal: 'forum.sealed',
    },
  ],
])('what the lurah may do with a forum that is %s', (_, state, quorum, decided, undecided, refused) => {
  const offers = offersOn(
    officer('lurah', VILLAGE),
    program,
    { ...FORUM, state, region: VILLAGE },
    { quorum, quorums: [quorum], at: EVENING, decided, undecided },
  );
  const inTheWay = Object.entries(offers).flatMap(([move, refusal]) =>
    refusal ? [[move, refusal.refusal]] : [],
  );
  expect(Object.fromEntries(inTheWay)).toEqual(refused);
});

test('an office that neither calls nor decides is told who does', () => {
  const offers = offersOn(
    officer('chair', VILLAGE),
    program,
    { ...FORUM, state: 'open', region: VILLAGE },
    { quorum: MET, quorums: [MET], at: EVENING, decided: 0, undecided: 1 },
  );
  for (const refusal of Object.values(offers)) {
    expect(refusal).toMatchObject({ refusal: 'access.office', params: { offices: [{ id: 'Lurah' }] } });
  }
});

test.each([
  // who                        where            reads names
  ['lurah', VILLAGE, true],
  ['village-secretary', VILLAGE, true],
  ['camat', '32.73.30', true],
  ['setda', '32.73', true],
  ['lurah', '32.73.30.1001', false],
  ['chair', VILLAGE, false],
  ['chair', `${VILLAGE}.001`, false],
])('%s of %s may read who came by name: %s', (office, region, may) => {
  expect(mayReadAttendance(officer(office, region), program, { ...KELURAHAN, region: VILLAGE })).toBe(may);
  expect(mayReadAttendance({ tenant: 'tenant' }, program, { ...KELURAHAN, region: VILLAGE })).toBe(false);
});

test.each([
  ['2026-02-09', 'forum.past'],
  ['2026-02-10', undefined],
  ['2026-01-04', 'forum.window'],
])('on 10 February a forum is called for %s', (day, refused) => {
  expect(mayBeCalledFor(program, RULES, day, '2026-02-10')?.refusal).toBe(refused);
});

test.each([
  // day           of a calendar from 5 January to 31 March
  ['2026-01-04', false],
  ['2026-01-05', true],
  ['2026-02-11', true],
  ['2026-03-31', true],
  ['2026-04-01', false],
  ['2027-02-11', false],
])('a forum on %s is called: %s', (day, called) => {
  const refusal = mayBeCalledFor(program, RULES, day, '2026-01-01');
  if (called) expect(refusal).toBeUndefined();
  else {
    expect(refusal).toMatchObject({
      refusal: 'forum.window',
      field: 'startsAt',
      params: { from: '2026-01-05', to: '2026-03-31' },
    });
  }
});

test.each<[string, ('recorded' | 'approved' | 'refused')[], string | undefined]>([
  // the payments on it                refused
  ['none', [], undefined],
  ['one refused', ['refused'], undefined],
  ['one that waits for approval', ['recorded'], 'decision.bound'],
  ['one approved', ['approved'], 'decision.bound'],
  ['one refused and one approved', ['refused', 'approved'], 'decision.bound'],
])('a decision with payments, %s, is taken back', (_, states, refused) => {
  const payments = states.map((state) => ({ state }));
  expect(mayRevoke(program, KELURAHAN, payments)?.refusal).toBe(refused);
});

test.each<[ForumState, ForumMove[]]>([
  // a forum that is   may be moved by
  ['scheduled', ['open', 'attend', 'postpone']],
  ['open', ['attend', 'decide', 'adjourn', 'postpone', 'seal']],
  ['adjourned', ['adjourn', 'resume', 'postpone']],
  ['postponed', []],
  ['sealed', []],
])('a forum that is %s: %j', (state, allowed) => {
  for (const move of ['open', 'attend', 'decide', 'adjourn', 'resume', 'postpone', 'seal'] as const) {
    const refusal = mayMoveForum({ ...KELURAHAN, state }, move, program);
    if (allowed.includes(move)) expect(refusal).toBeUndefined();
    else if (state === 'sealed') expect(refusal).toMatchObject({ refusal: 'forum.sealed', params: {} });
    else expect(refusal).toMatchObject({ refusal: 'forum.state', params: { state, move } });
  }
});

test('the one who acts on a forum does so by the office that the model names for the move', () => {
  const split = {
    ...program,
    model: { ...program.model, forums: [{ ...RULES, deciders: ['camat'] }] },
  };
  const [lurah, camat] = [officer('lurah', VILLAGE), officer('camat', '32.73.30')];
  const forum = { ...KELURAHAN, state: 'open', region: VILLAGE } as const;
  expect(mayActOn(lurah, split, forum, 'seal')).toEqual(lurah.mandates[0]);
  expect(refusalIn(mayActOn(lurah, split, forum, 'decide'))?.refusal).toBe('access.office');
  expect(mayActOn(camat, split, forum, 'decide')).toEqual(camat.mandates[0]);
  expect(refusalIn(mayActOn(camat, split, forum, 'postpone'))?.refusal).toBe('access.office');
});

test.each([
  // waiting          discussed now   shown in this order
  ['none named', null, ['a', 'b', 'c']],
  ['the first', 'a', ['a', 'b', 'c']],
  ['the last', 'c', ['c', 'a', 'b']],
  ['one that does not wait here', 'x', ['a', 'b', 'c']],
])('what waits for a forum while it discusses %s', (_, discussing, order) => {
  const waiting = ['a', 'b', 'c'].map((id) => ({ id }));
  expect(discussedFirst(waiting, discussing).map((one) => one.id)).toEqual(order);
});

test.each<[string, Quorum, number, string | undefined]>([
  // quorum, undecided, refused
  ['all decided', MET, 0, undefined],
  ['one undecided', MET, 1, 'forum.undecided'],
  ['without quorum', SHORT, 0, 'forum.no-quorum'],
  ['without quorum and undecided', SHORT, 1, 'forum.no-quorum'],
])('sealing minutes: %s', (_, quorum, undecided, refused) => {
  const refusal = maySeal(program, KELURAHAN, [quorum], undecided);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'forum.undecided') expect(refusal?.params).toEqual({ count: undecided });
});

test('a forum that decided is not postponed', () => {
  expect(mayPostpone(program, KELURAHAN, 0)).toBeUndefined();
  expect(mayPostpone(program, KELURAHAN, 1)?.refusal).toBe('decision.exists');
});

test('who lacks for quorum is named with how many came of how many', () => {
  const quorum: Quorum = {
    ...MET,
    answer: 'not-met',
    elements: [
      { element: 'rw', came: 2, wanted: 3, of: 3, answer: 'not-met', missing: [] },
      { element: 'rt', came: 6, wanted: 6, of: 6, answer: 'met', missing: [] },
      { element: 'elders', came: 0, wanted: 1, of: null, answer: 'not-met', missing: [] },
    ],
  };
  expect(mustHaveQuorum(program, KELURAHAN, quorum)).toMatchObject({
    refusal: 'forum.no-quorum',
    params: {
      missing: [
        { id: 'Pengurus RW 2/3', en: 'RW boards 2/3' },
        { id: 'elders 0/1', en: 'elders 0/1' },
      ],
    },
  });
  expect(mustHaveQuorum(program, KELURAHAN, MET)).toBeUndefined();
});

test('where the RW are not entered, nobody is invited: what is missing is the roll, and where', () => {
  const quorum: Quorum = {
    ...MET,
    answer: 'cannot-tell',
    elements: [
      { element: 'rw', came: 0, wanted: null, of: 0, answer: 'cannot-tell', missing: [] },
      { element: 'women-leader', came: 0, wanted: 1, of: null, answer: 'not-met', missing: [] },
    ],
    unentered: [{ unit: VILLAGE, label: 'Pasir Impun' }],
  };
  expect(mustHaveQuorum(program, KELURAHAN, quorum)).toMatchObject({
    refusal: 'forum.quorum-unknown',
    params: { missing: [{ id: 'Pengurus RW', en: 'RW boards' }], places: ['Pasir Impun'] },
  });
});

test('while a vote is open nothing is decided, postponed or sealed; a closed one stands in no way', () => {
  const stands = { quorum: MET, quorums: [MET], at: EVENING, decided: 0, undecided: 0 };
  const offers = (state: 'open' | 'closed') =>
    Object.entries(
      offersOn(
        officer('lurah', VILLAGE),
        program,
        { ...FORUM, state: 'open', region: VILLAGE },
        { ...stands, vote: { state } },
      ),
    ).flatMap(([move, refusal]) => (refusal?.refusal === 'ballot.open' ? [move] : []));
  expect(offers('open')).toEqual(['decide', 'adjourn', 'postpone', 'seal']);
  expect(offers('closed')).toEqual([]);
});

const ASKED = PROPOSAL.requested;

function outcome(id: string): Outcome | undefined {
  return RULES.outcomes.find((one) => one.id === id);
}

test.each<[string, string, bigint | null, string, string | undefined, string | undefined]>([
  // decision                        outcome    amount        reason        refused          beside
  ['the whole amount', 'fund', ASKED, '', undefined, undefined],
  ['less, with a reason', 'fund', ASKED - 1n, 'Harga', undefined, undefined],
  ['less, without a reason', 'fund', ASKED - 1n, '', 'input.required', 'reason'],
  ['a rupiah more than was asked', 'fund', ASKED + 1n, 'Naik', 'decision.amount', 'amount'],
  ['nothing', 'fund', 0n, 'Hemat', 'decision.amount', 'amount'],
  ['no amount', 'fund', null, '', 'decision.amount', 'amount'],
  ['rejected, with a reason', 'reject', null, 'Bukan kewenangan', undefined, undefined],
  ['rejected, without', 'reject', null, '', 'input.required', 'reason'],
  ['in reserve, without a reason', 'reserve', null, '', 'input.required', 'reason'],
  ['an outcome that no model offers', 'postpone', null, 'Lain kali', 'decision.not-offered', 'outcome'],
])('deciding %s', (_, id, amount, reason, refused, field) => {
  const refusal = mayDecide(program, FORUM, PROPOSAL, { outcome: outcome(id), amount, reason });
  expect(refusal?.refusal).toBe(refused);
  expect(refusal?.field).toBe(field);
  if (refused === 'decision.amount') expect(refusal?.params).toEqual({ requested: ASKED });
});

test.each<[string, bigint, string, string | undefined]>([
  // a forum that may grant less by a rupiah is asked for   amount       reason    refused
  ['all', ASKED, '', 'decision.most'],
  ['what it may', ASKED - 1n, 'Harga', undefined],
])('an outcome with a limit grants %s', (_, amount, reason, refused) => {
  const fund = outcome('fund');
  if (!fund) throw new Error('nothing funds');
  const limited = { ...fund, most: Number(ASKED - 1n) };
  const refusal = mayDecide(program, FORUM, PROPOSAL, { outcome: limited, amount, reason });
  expect(refusal?.refusal).toBe(refused);
  if (refused) expect(refusal).toMatchObject({ field: 'amount', params: { most: ASKED - 1n } });
});

test.each([
  // the proposal                        changed                                  refused
  ['of another kelurahan', { village: '32.73.30.1001' }, 'forum.outside'],
  ['of another programme', { program: 'pippk-2025' }, 'forum.outside'],
  ['decided already', { state: 'funded' as const }, 'proposal.state'],
  ['taken back', { state: 'withdrawn' as const }, 'proposal.state'],
])('a forum does not decide on a proposal %s', (_, changed, refused) => {
  const decision = { outcome: outcome('fund'), amount: ASKED, reason: '' };
  expect(mayDecide(program, FORUM, { ...PROPOSAL, ...changed }, decision)?.refusal).toBe(refused);
});
