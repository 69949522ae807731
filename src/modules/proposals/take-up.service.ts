import { type Actor, type Mandate, mandateOver, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { attach, documentsOf } from '#modules/documents/index.ts';
import { link, successorOf } from '#modules/links/index.ts';
import { basisOf, type ProposalKind } from '#modules/models/index.ts';
import { hold, listPrograms, mustBeOpen, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { bringingIn, type Who } from './own-proposal.service.ts';
import { institutionOf, mustBeIn, openDraft, type Saved } from './proposal.service.ts';
import { lockProposal } from './proposal.store.ts';
import { bringerOf, decidedOn, mayPropose, type Proposal, sentAt } from './proposal.ts';
import { ProposalFields } from './proposal-fields.ts';
import { takesUp } from './take-up.ts';

/** A programme and a kind as which a proposal of another programme could go on. */
export type TakeUp = { readonly program: Program; readonly kind: ProposalKind };

/**
 * As what a proposal that a forum referred, or kept in reserve, could go on in other programmes of its place: open ones
 * with a kind that takes such up from whoever brought it. Source: model `proposals[].takesUp`.
 */
async function takeUpsOf(tx: Tx, proposal: Proposal): Promise<readonly TakeUp[]> {
  const programs = (await listPrograms(tx)).filter(
    (one) =>
      one.id !== proposal.program && mustBeOpen(one) === undefined && within(proposal.village, one.region),
  );
  return programs.flatMap((program) =>
    program.model.proposals
      .filter((kind) => takesUp(kind, proposal) && !isRefusal(bringerOf(program.model, kind, proposal.party)))
      .map((kind) => ({ program, kind })),
  );
}

/** By which mandate somebody takes it up: of whoever brought it, or of an office that enters for persons over its place. */
function mayTakeUp(
  actor: Actor,
  { program, kind }: TakeUp,
  proposal: Proposal,
): Mandate | 'resident' | Refusal {
  const own = mayPropose(actor, program.model, kind, proposal);
  if (!isRefusal(own)) return own;
  const offices = kind.from.flatMap((one) => one.onBehalf ?? []);
  return (
    mandateOver(actor, offices, proposal.village) ??
    refuse('access.office', basisOf(program.model, kind.basis), { offices })
  );
}

/** As what the reader may take a proposal up, for its page; nothing for those whom it does not concern, or once it was. */
export async function takeUpOffers(
  tx: Tx,
  viewer: Actor | Visitor,
  proposal: Proposal,
): Promise<readonly TakeUp[]> {
  if (viewer.person === undefined) return [];
  const found = (await takeUpsOf(tx, proposal)).filter((one) => !isRefusal(mayTakeUp(viewer, one, proposal)));
  return found.length > 0 && (await successorOf(tx, proposal.id)) ? [] : found;
}

/**
 * Lets what a forum referred go on in another programme: a draft with what was written, its photos and a link to where it came
 * from, on the desk of whoever brought it. Once only.
 */
export async function takeUpProposal(
  runtime: Runtime,
  who: Who,
  input: {
    readonly proposal: Id;
    readonly version?: number | undefined;
    readonly program: string;
    readonly kind: string;
  },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    let chosen: TakeUp | undefined;
    const held = await hold(tx, actor, {
      lock: lockProposal,
      id: input.proposal,
      version: input.version,
      since: sentAt,
      may: async (proposal, { model }) => {
        chosen = (await takeUpsOf(tx, proposal)).find(
          (one) => one.program.slug === input.program && one.kind.kind === input.kind,
        );
        if (chosen) return mayTakeUp(actor, chosen, proposal);
        return refuse('proposal.state', decidedOn(model, proposal), {
          state: proposal.state,
          move: 'take-up',
        });
      },
    });
    if (isRefusal(held)) return refused(held);
    const { thing: earlier, by } = held;
    if (!chosen) return refused(at('program', refuse('input.choice')));
    const { program, kind } = chosen;
    const bringing = await bringingIn(tx, program, earlier);
    if (!bringing) return refused(refuse('access.not-found'));
    const outside = await mustBeIn(tx, program, institutionOf(bringing));
    if (outside) return refused(outside);
    const draft = await openDraft(tx, by, program, {
      kind,
      bringing,
      fields: fieldsOf(earlier, kind),
      details: { 'came-from': earlier.id },
    });
    for (const photo of await documentsOf(tx, earlier.id)) {
      if (photo.role !== 'photo' || !kind.asks.includes('photos')) continue;
      const { sha256, thumbnail, mediaType, width, height, likeness } = photo;
      const file = {
        sha256,
        thumbnail,
        mediaType,
        width,
        height,
        likeness,
        size: photo.bytes,
        position: null,
      } as const;
      await attach(
        tx,
        { ...file, original: photo.original ?? sha256, looks: 'varied' },
        {
          subjectType: 'proposal',
          subjectId: draft.id,
          role: 'photo',
          caption: photo.caption,
          public: 'public',
          by: actor.person,
        },
      );
    }
    const linked = await link(tx, {
      kind: 'came-from',
      earlier: { type: 'proposal', id: earlier.id },
      later: { type: 'proposal', id: draft.id },
    });
    return linked === 'taken' ? refused(refuse('proposal.brought-again')) : ok(draft);
  });
}

/** What was submitted, as the other programme has it typed: what its catalogue and its own questions ask is left to be chosen. */
function fieldsOf(earlier: Proposal, kind: ProposalKind): ProposalFields {
  const { costLines, contributions } = ProposalFields.parse(JSON.parse(earlier.fields));
  return ProposalFields.parse({
    title: earlier.title,
    need: earlier.need,
    place: earlier.place,
    address: earlier.address,
    latitude: earlier.latitude,
    longitude: earlier.longitude,
    volume: inFigures(earlier.volume),
    unit: earlier.unit,
    people: String(earlier.people),
    poorHouseholds: String(earlier.poorHouseholds),
    total: kind.costs === 'total' ? String(earlier.requested) : '',
    costLines: kind.costs === 'lines' ? costLines : [],
    contributions: kind.asks.includes('contributions') ? contributions : [],
  });
}

/** Thousandths as a number that cannot be mistaken: no sign for thousands, a comma for decimals. */
function inFigures(volume: bigint): string {
  const rest = String(volume % 1000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(volume / 1000n) : `${volume / 1000n},${rest}`;
}
