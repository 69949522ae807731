import type { Forum } from '../../src/modules/deliberation/forum.ts';
import { PROPOSAL } from './a-proposal.ts';

/** An open forum of a kelurahan, for rules that are tried without a database. */
export const FORUM: Forum = {
  id: 'forum',
  program: 'program',
  level: 'village',
  region: PROPOSAL.village,
  place: 'Balai RW 02',
  startsAt: new Date('2026-02-11T12:30:00Z'),
  state: 'open',
  rolls: { rt: [], neighbourhood: [], unentered: [] },
  postponedReason: null,
  follows: null,
  minutesSha256: null,
  sealedAt: null,
  discussing: null,
  version: 1,
};
