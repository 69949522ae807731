import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import type { Program } from '#modules/programs/index.ts';
import { FUNDED, PROPOSAL } from '../../../test/support/a-proposal.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { againFrom, programForAgain } from './again.ts';
import type { ProposalState } from './proposal.ts';

const { model } = PIPPK;
const said = (answer: unknown) => (isRefusal(answer) ? answer.refusal : answer);

test.each<[ProposalState, string, string]>([
  // how it ended       not sealed yet           binding
  ['draft', 'proposal.state', 'proposal.state'],
  ['submitted', 'proposal.state', 'proposal.state'],
  ['returned', 'proposal.state', 'proposal.state'],
  ['escalated', 'proposal.state', 'proposal.state'],
  ['withdrawn', 'instead-of', 'instead-of'],
  ['rejected', 'decision.not-binding', 'came-from'],
  ['reserved', 'decision.not-binding', 'came-from'],
  ['funded', 'decision.not-binding', 'continues'],
  ['accepted', 'decision.not-binding', 'continues'],
])('what was %s is brought again: %s, once it binds %s', (state, before, after) => {
  expect(said(againFrom(model, { ...PROPOSAL, state, bindingSince: null }))).toBe(before);
  expect(said(againFrom(model, { ...PROPOSAL, state, bindingSince: FUNDED.bindingSince }))).toBe(after);
});

test('what was passed on outside the programme is brought again once whoever it was addressed to has answered', () => {
  const passedOn = { ...PROPOSAL, state: 'escalated' as const, bindingSince: FUNDED.bindingSince };
  const answered = { ...passedOn, followUp: ['jawaban'], followed: 1 };
  expect(said(againFrom(model, { ...answered, followed: 0 }))).toBe('proposal.state');
  expect(said(againFrom(model, answered))).toBe('came-from');
  expect(said(againFrom(model, { ...answered, bindingSince: null }))).toBe('decision.not-binding');
});

const program = (fiscalYear: number, more: Partial<Program> = {}): Program => ({
  ...PIPPK,
  id: `program-${fiscalYear}`,
  slug: `pippk-${fiscalYear}`,
  fiscalYear,
  windows: { proposals: {}, forums: {} },
  ...more,
});
const from = { program: program(2026), kind: PROPOSAL.kind, party: PROPOSAL.party };
const closed = program(2026, { state: 'closed' });

test.each<[string, 'came-from' | 'instead-of' | 'continues', readonly Program[], string]>([
  ['in its own year while that is open', 'came-from', [program(2026), program(2027)], 'pippk-2026'],
  ['in the next once it is closed', 'instead-of', [closed, program(2027)], 'pippk-2027'],
  ['goes on in a later year only', 'continues', [program(2026), program(2027)], 'pippk-2027'],
  ['not in an earlier year', 'came-from', [closed, program(2025)], 'proposal.no-next'],
  ['not elsewhere', 'came-from', [program(2026, { region: '32.74' })], 'proposal.no-next'],
  [
    'not in another programme',
    'came-from',
    [program(2026, { model: { ...model, name: 'tjsl' } })],
    'proposal.no-next',
  ],
  [
    'not where its kind is unknown',
    'came-from',
    [program(2026, { model: { ...model, proposals: [] } })],
    'proposal.no-next',
  ],
])('%s', (_, link, programs, wanted) => {
  // In February proposals of 2026 are taken; those of 2027 are not yet.
  const answer = programForAgain(link, from, programs, '2026-02-10');
  expect(isRefusal(answer) ? answer.refusal : answer.slug).toBe(wanted);
});

test('of two open programmes it goes to the one that takes proposals now', () => {
  const answer = programForAgain('came-from', from, [program(2026), program(2027)], '2027-02-10');
  expect(isRefusal(answer) ? answer.refusal : answer.slug).toBe('pippk-2027');
});
