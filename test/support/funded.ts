/** A proposal brought to where most tests begin: funded by a forum with quorum whose minutes are sealed. */
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import {
  addProposalPhoto,
  type ProposalFields,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { everybody, granted, photo } from './city.ts';
import { DRAINAGE, VILLAGE } from './drainage.ts';

/** As much of a city as a proposal of RW 01 needs. */
export type Proposing = {
  readonly pilar: Runtime;
  readonly actors: { readonly rw1: Actor; readonly lurah: Actor };
  readonly offices: { readonly rw1: { readonly id: Id } };
  readonly program: { readonly slug: string };
};

/** RW 01 submits a proposal with a photo: the drainage of Gang Sukanagara, Rp52.5 million, unless said. */
export async function submittedProposal(city: Proposing, fields: ProposalFields = DRAINAGE): Promise<Id> {
  const { pilar, actors, offices, program } = city;
  const draft = { program: program.slug, organization: offices.rw1.id, fields };
  const { id: proposal } = granted(await startProposal(pilar, actors.rw1, draft));
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: 'Gang' }));
  granted(await submitProposal(pilar, actors.rw1, { proposal }));
  return proposal;
}

/** The lurah opens a forum to which everybody comes whom the quorum wants; `forum` says which, where the model has several. */
export async function forumWithQuorum({ pilar, actors, program }: Proposing, kind?: string): Promise<Id> {
  // At once: hours later may be another day, on which it may not be opened yet.
  const call = {
    program: program.slug,
    region: VILLAGE,
    place: 'Balai RW 02',
    startsAt: pilar.clock.now(),
    ...(kind ? { forum: kind } : {}),
  };
  const { forum } = granted(await scheduleForum(pilar, actors.lurah, call));
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  return forum;
}

/** A proposal that a sealed forum has funded, whole or with the amount said. */
export async function fundedProposal(
  city: Proposing,
  { amount }: { readonly amount?: string } = {},
): Promise<{ proposal: Id; forum: Id }> {
  const { pilar, actors } = city;
  const proposal = await submittedProposal(city);
  const forum = await forumWithQuorum(city);
  const reason = amount === undefined ? '' : 'Harga satuan disesuaikan';
  granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', amount, reason }));
  granted(await sealForum(pilar, actors.lurah, { forum }));
  return { proposal, forum };
}
