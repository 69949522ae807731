import type { Proposal } from '#modules/proposals/index.ts';
import { VILLAGE } from './drainage.ts';

/** A submitted proposal of RW 01 over Rp52.5 million, for rules that are tried without a database. */
export const PROPOSAL: Proposal = {
  id: 'proposal',
  program: 'program',
  organization: 'rw1',
  person: null,
  kind: 'usulan',
  party: 'rw',
  village: VILLAGE,
  place: `${VILLAGE}.001`,
  address: 'Gang Sukanagara',
  latitude: null,
  longitude: null,
  scope: 'rw-infrastruktur',
  title: 'Perbaikan drainase',
  need: 'Gang tergenang setiap hujan.',
  volume: 96_000n,
  unit: 'm',
  requested: 52_500_000n,
  contribution: 0n,
  people: 184,
  poorHouseholds: 23,
  rank: null,
  state: 'submitted',
  granted: null,
  remark: null,
  fields: '',
  answers: {},
  author: 'chair of RW 01',
  forum: 'kelurahan',
  route: [],
  step: 0,
  followUp: [],
  followed: 0,
  heldByVote: null,
  createdAt: new Date('2026-02-01T03:00:00Z'),
  submittedAt: new Date('2026-02-10T03:00:00Z'),
  decidedAt: null,
  bindingSince: null,
  admitted: null,
  version: 2,
};

/** The same, funded whole in sealed minutes. */
export const FUNDED: Proposal = {
  ...PROPOSAL,
  state: 'funded',
  granted: 52_500_000n,
  decidedAt: new Date('2026-02-11T13:00:00Z'),
  bindingSince: new Date('2026-02-11T14:00:00Z'),
};
