import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import { type Organization, organizationsIn } from '#modules/actors/index.ts';
import { type ProposalKind, proposalKind } from '#modules/models/index.ts';
import { listPrograms, mustTakeProposals, type Program } from '#modules/programs/index.ts';
import { standingOf } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { entererOf, mayEnter } from './enter-for-person.service.ts';
import { mayStart, mustBeIn, mustOweNothing } from './proposal.service.ts';
import {
  bringerOf,
  isWriter,
  kindsFor,
  leadAlone,
  leadBy,
  mayEnterFor,
  mayMove,
  mayPropose,
  mayVerify,
  mayWrite,
  type Proposal,
} from './proposal.ts';
import { openKinds } from './send-without-account.service.ts';

/** Something that may be done now, or the refusal that says why not. */
export type Offer = 'open' | Refusal;

/**
 * What somebody may do with a proposal now, for its page. What does not concern them is not there at all: a visitor
 * gets nothing, an institution its own moves, a verifier the return.
 */
export type ProposalOffers = {
  readonly edit?: Offer;
  readonly submit?: Offer;
  readonly withdraw?: Offer;
  readonly giveBack?: Offer;
};

/** The moves on a proposal that concern a person, each open or refused by the same rules that judge the move itself. */
export async function offersOn(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  proposal: Proposal,
): Promise<ProposalOffers> {
  if (viewer.person === undefined) return {};
  const kind = proposalKind(program.model, proposal.kind);
  if (!isWriter(viewer, proposal)) {
    if (proposal.state !== 'submitted') return {};
    const standing = await standingOf(tx, proposal);
    const refusal = refusalIn(mayVerify(viewer, program.model, proposal, standing));
    return refusal?.refusal === 'access.office' ? {} : { giveBack: refusal ?? 'open' };
  }
  const office = refusalIn(mayWrite(viewer, program.model, proposal, tx.today));
  const institution = viewer.mandates.find(
    (one) => one.organization.id === proposal.organization,
  )?.organization;
  const movable = (move: 'save' | 'submit' | 'withdraw') => mayMove(proposal, move) === undefined;
  return {
    ...(movable('save') ? { edit: office ?? 'open' } : {}),
    ...(movable('submit')
      ? {
          submit:
            office ??
            mustTakeProposals(program, kind, tx.today) ??
            (await mustOweNothing(tx, program, kind, proposal)) ??
            (await mustBeIn(tx, program, institution)) ??
            'open',
        }
      : {}),
    ...(movable('withdraw') ? { withdraw: office ?? 'open' } : {}),
  };
}

/**
 * An institution, or whoever asks, with a programme and a kind of proposal of which an actor could open a draft; `start` says whether now, `later` and `owes` what
 * would keep it from being submitted: the season, a report that is late.
 */
export type Start = {
  readonly program: Program;
  readonly kind: ProposalKind;
  /** The institution for which it would be; undefined where it would be for the actor. */
  readonly organization: { readonly id: Id; readonly kind: string; readonly name: string } | undefined;
  readonly start: Offer;
  readonly later?: Refusal;
  readonly owes?: Refusal;
};

/**
 * Where an actor could open a draft: for themselves, and for every institution they hold an office in that an open programme knows. With none,
 * the refusal that explains it; with no open programme, an empty list.
 */
export async function startsOf(tx: Tx, actor: Actor): Promise<readonly Start[] | Refusal> {
  const programs = (await listPrograms(tx)).filter((program) => program.state === 'open');
  const institutions = new Map(actor.mandates.map((held) => [held.organization.id, held.organization]));
  const starts: Start[] = [];
  for (const program of programs) {
    for (const organization of [undefined, ...institutions.values()]) {
      const lead = organization ? leadBy(organization) : leadAlone(actor.person);
      for (const kind of kindsFor(program.model, lead.party)) {
        const owes = await mustOweNothing(tx, program, kind, lead);
        const later = mustTakeProposals(program, kind, tx.today);
        const start =
          refusalIn(mayStart(actor, program, kind, lead)) ??
          (await mustBeIn(tx, program, organization)) ??
          'open';
        starts.push({
          program,
          kind,
          organization,
          start,
          ...(later ? { later } : {}),
          ...(owes ? { owes } : {}),
        });
      }
    }
  }
  const [program] = programs;
  return starts.length > 0 || !program ? starts : (whyNone(actor, program) ?? starts);
}

/** Something that can be sent to an open programme without drafting it, by whom it is for; `later` says what would keep it from being taken now. */
export type DirectStart = {
  readonly program: Program;
  readonly kind: ProposalKind;
  readonly later?: Refusal;
};

/** What anybody may send without an account. */
export async function openStarts(tx: Tx): Promise<readonly DirectStart[]> {
  return directStarts(tx, (program) => openKinds(program));
}

/** What an officer may enter for persons. */
export async function enterableBy(tx: Tx, actor: Actor): Promise<readonly DirectStart[]> {
  return directStarts(tx, ({ model }) =>
    model.proposals.filter((kind) => entererOf(kind) && !isRefusal(mayEnter(actor, model, kind, undefined))),
  );
}

/** A kind of proposals that an officer may enter from paper for institutions of their area. */
export type PaperStart = DirectStart & { readonly institutions: readonly Organization[] };

/** What an officer may enter for institutions from paper, with the institutions of their area for which they may. */
export async function enterableFromPaper(tx: Tx, actor: Actor): Promise<readonly PaperStart[]> {
  const all = await directStarts(tx, ({ model }) =>
    model.proposals.filter((kind) =>
      kind.from.some((one) =>
        one.fromPaper?.some((office) => actor.mandates.some((held) => held.office === office)),
      ),
    ),
  );
  const found: PaperStart[] = [];
  for (const start of all) {
    const { kind, program } = start;
    const parties = kind.from.flatMap((one) => (one.fromPaper ? [one.party] : []));
    const offices = kind.from.flatMap((one) => one.fromPaper ?? []);
    const areas = new Set(
      actor.mandates.filter((held) => offices.includes(held.office)).map((held) => held.region),
    );
    const institutions: Organization[] = [];
    for (const area of areas)
      institutions.push(...(await organizationsIn(tx, area, parties, MOST_INSTITUTIONS)));
    const may = institutions.filter((one) => !isRefusal(mayEnterFor(actor, program.model, kind, one)));
    if (may.length > 0) found.push({ ...start, institutions: may });
  }
  return found;
}

/** As many as a list to choose from bears. */
const MOST_INSTITUTIONS = 500;

async function directStarts(
  tx: Tx,
  kindsOf: (program: Program) => readonly ProposalKind[],
): Promise<readonly DirectStart[]> {
  const programs = (await listPrograms(tx)).filter((program) => program.state === 'open');
  return programs.flatMap((program) =>
    kindsOf(program).map((kind) => {
      const later = mustTakeProposals(program, kind, tx.today);
      return { program, kind, ...(later ? { later } : {}) };
    }),
  );
}

function whyNone(actor: Actor, program: Program): Refusal | undefined {
  const [held] = actor.mandates;
  const [kind] = program.model.proposals;
  const [first] = kind?.from ?? [];
  if (!kind || !first) return undefined;
  if (held) {
    const unknown = bringerOf(program.model, kind, held.organization.kind);
    return isRefusal(unknown) ? unknown : undefined;
  }
  return refusalIn(mayPropose(actor, program.model, kind, leadBy({ id: '', kind: first.party })));
}
