import type { Forum } from '../../src/modules/deliberation/forum.ts';
import { PROPOSAL } from './a-proposal.ts';

/** An open forum of a kelurahan, for rules that are tried without a database. */
export const FORUM: Forum = {
  id: 'forum',
  program: 'program',
  forum: 'kelurahan',
  level: 'village',
  region: PROPOSAL.village,
  place: 'Balai RW 02',
  startsAt: new Date('2026-02-11T12:30:00Z'),
  calledFor: '2026-02-11',
  state: 'open',
  sitting: 1,
  sittingOn: '2026-02-11',
  sittingSince: new Date('2026-02-11T12:30:00Z'),
  resumesOn: null,
  rolls: { rt: [], neighbourhood: [], unentered: [] },
  postponedReason: null,
  follows: null,
  minutesSha256: null,
  sealedAt: null,
  discussing: null,
  version: 1,
};
