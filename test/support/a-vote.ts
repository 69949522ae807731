import type { Vote } from '../../src/modules/deliberation/ballot.ts';

/** An open vote on approvals into which nothing came yet, for rules that are tried without a database. */
export const VOTE: Vote = {
  id: 'vote',
  forum: 'forum',
  sitting: 1,
  kind: 'approval',
  points: null,
  budget: 100_000_000n,
  slip: [],
  exclusions: [],
  state: 'open',
  received: 0,
  byCode: 0,
  lastSlip: null,
  attendance: null,
  result: null,
  resultSha256: null,
  followed: null,
  followedReason: null,
  cancelReason: null,
  openedAt: new Date('2026-02-11T13:00:00Z'),
  closedAt: null,
  version: 1,
};
