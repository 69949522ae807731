import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { actorById, giveOffice, insertPerson } from '#modules/actors/index.ts';
import {
  answerProposal,
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import type { StoredFile } from '#modules/documents/index.ts';
import type { Program } from '#modules/programs/index.ts';
import {
  addProposalDocument,
  ProposalFields,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import { must } from '../acting.ts';
import { nameFor } from '../city.ts';
import { attachPhoto } from '../proposals-story.ts';
import type { Telling } from '../telling.ts';
import type { GivingFile } from './giving-file.ts';

/** A company or university of the story with the people who speak for it. */
export type Giver = {
  readonly id: Id;
  readonly name: string;
  /** Whoever signed it up, who speaks for it: the board, or the head. */
  readonly head: Actor;
  /** Whoever writes plans and carries them out. */
  readonly officer: Actor;
  /** Whoever records what it spent. */
  readonly money: Actor;
  readonly fields: readonly string[];
  readonly sector: string;
  readonly district: string;
};

/** The programme of giving while it is told: its officers and what was made ready. */
export type Giving = Telling & {
  readonly giving: Program;
  readonly data: GivingFile;
  readonly mayor: Actor;
  readonly economy: Actor;
  readonly secretary: Actor;
  readonly chair: Actor;
  readonly seats: readonly Id[];
  /** The officer of each step of the way of a need by the name of the step; that of the kelurahan by its place. */
  readonly agencies: ReadonlyMap<string, Actor>;
  readonly photos: readonly StoredFile[];
  /** What was asked in which place: nobody asks the same again. */
  readonly asked: Set<string>;
};

/** Somebody new in the city, who holds no office yet. */
export async function somebody(
  telling: Telling,
  region: string,
  ...about: readonly string[]
): Promise<Actor> {
  const person = newId(telling.runtime.clock.now());
  const name = nameFor(...about);
  await telling.runtime.read(telling.tenant, (tx) =>
    insertPerson(tx, { id: person, name, phone: null, region }),
  );
  return { tenant: telling.tenant, person, name, mandates: [], scopes: 'session', secondFactor: true };
}

/** The same person with the offices that they hold by now. */
export async function asHeld(telling: Telling, who: Actor): Promise<Actor> {
  const found = await telling.runtime.read(telling.tenant, (tx) => actorById(tx, who.person));
  return { ...who, mandates: found?.mandates ?? [] };
}

/** Puts somebody new into an office, by whoever keeps it. */
export async function appoint(
  telling: Telling,
  by: Actor,
  place: {
    readonly organization: Id;
    readonly office: string;
    readonly decree: string;
    readonly phone: string;
  },
): Promise<{ readonly who: Actor; readonly mandate: Id }> {
  const year = telling.program.fiscalYear;
  const { person, mandate } = must(
    await giveOffice(telling.runtime, by, {
      ...place,
      name: nameFor(place.organization, place.office),
      startsOn: telling.dayAt(0),
      endsOn: `${year + 1}-12-31`,
      acting: '',
      reason: 'Masa bakti baru',
    }),
  );
  const who = await telling.runtime.read(telling.tenant, (tx) => actorById(tx, person));
  if (!who) throw new Error(`nobody holds ${place.office}`);
  return { who: { ...who, secondFactor: true }, mandate };
}

/** Writes something, with a photo where one is asked, and sends it in; answers its id. */
export async function sendIn(
  giving: Giving,
  who: Actor,
  kind: string,
  fields: Record<string, unknown>,
  more: { readonly organization?: Id; readonly photo?: number; readonly document?: SentFile } = {},
): Promise<Id> {
  const { id } = must(
    await startProposal(giving.runtime, who, {
      program: giving.giving.slug,
      kind,
      organization: more.organization,
      fields: ProposalFields.parse(fields),
    }),
  );
  if (more.photo !== undefined) {
    await attachPhoto(giving, id, giving.photos[more.photo % giving.photos.length], who);
  }
  if (more.document) {
    const called = 'Proposal TJSL.pdf';
    must(await addProposalDocument(giving.runtime, who, { proposal: id, file: more.document, called }));
  }
  must(await submitProposal(giving.runtime, who, { proposal: id }));
  return id;
}

export async function accept(giving: Giving, who: Actor, proposal: Id, remark = ''): Promise<void> {
  must(await answerProposal(giving.runtime, who, { proposal, outcome: 'accept', remark }));
}

/** The Forum meets, decides on what is brought, and seals its minutes. */
export async function meet(
  giving: Giving,
  decisions: readonly { readonly proposal: Id; readonly outcome: string; readonly reason: string }[],
): Promise<void> {
  const { runtime, secretary, chair } = giving;
  const { forum } = must(
    await scheduleForum(runtime, secretary, {
      program: giving.giving.slug,
      forum: 'triwulan',
      region: giving.file.region,
      place: 'Balai Kota',
      startsAt: runtime.clock.now(),
    }),
  );
  must(await openForum(runtime, secretary, { forum }));
  const people = giving.seats.map((unit) => ({ element: 'seats', unit, name: '' }));
  must(await recordAttendance(runtime, secretary, { forum, people }));
  for (const one of decisions) must(await decideProposal(runtime, chair, { forum, amount: '', ...one }));
  must(await sealForum(runtime, secretary, { forum }));
}
