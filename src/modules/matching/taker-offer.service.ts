import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import {
  lockOrganizations,
  membershipIn,
  mustTakePart,
  type Organization,
  organizationById,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, fieldsIn, type Model } from '#modules/models/index.ts';
import { mustBeOpen, type Program, programBySlug } from '#modules/programs/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { promisedBy } from './match.store.ts';
import { mayTake, type TakerBounds, takerIn } from './need.ts';
import { interestsOf } from './offer-begun.service.ts';
import { takerBounds } from './taker-bounds.service.ts';
import { saveTakerOffer, takerOffer } from './taker-offer.store.ts';
import { type OfferChoices, readOffer, type TypedOffer } from './taker-offer.ts';

/** States what an institution offers a programme this year: how much at most, in which fields, places and forms of help. */
export async function stateOffer(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedOffer & {
    readonly program: string;
    readonly organization: Id;
    readonly version?: number | undefined;
  },
): Promise<Result<{ readonly organization: Id; readonly version: number }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    const taker = await organizationById(tx, input.organization);
    const open = program && taker && opensTo(program.model, taker.kind);
    if (!program || !taker || !open) return refused(refuse('access.not-found'));
    await lockOrganizations(tx, [taker.id]);
    const before = await takerOffer(tx, program.id, taker.id);
    const by = unless(
      mayTake(actor, program.model, open, taker),
      mustBeOpen(program),
      mustTakePart(program.model, taker, await membershipIn(tx, program.model, taker)),
      before && mustBeFresh(before.version, input.version),
    );
    if (isRefusal(by)) return refused(by);
    const promised = await promisedBy(tx, program.id, taker.id);
    const read = readOffer(
      input,
      await offerChoices(tx, program),
      promised,
      basisOf(program.model, open.basis),
    );
    if (isRefusal(read)) return refused(read);
    const saved = { organization: taker.id, ...read };
    const version = await saveTakerOffer(tx, program.id, saved, { office: by.office, person: actor.person });
    await record(tx, acting(actor, by), {
      action: 'offer.stated',
      subjectType: 'organization',
      subjectId: taker.id,
      region: taker.region,
      summary: { program: program.slug },
      // How much a company could give is for the Forum and itself; what it gives is for everybody.
      details: read,
    });
    return ok({ organization: taker.id, version });
  });
}

/** By what rules needs of a programme are open to a kind of party; undefined where none are. */
export function opensTo(model: Model, party: string) {
  return model.proposals.map((one) => one.open).find((open) => open && takerIn(open, party));
}

/** What an offer can be about in a programme. */
export async function offerChoices(tx: Tx, { model, region }: Program): Promise<OfferChoices> {
  const forms = model.proposals.flatMap((kind) => {
    const field = kind.fields.find((one) => one.key === kind.open?.form);
    return field?.type === 'one-of' ? field.options.map((one) => one.option) : [];
  });
  return {
    fields: fieldsIn(model).map((one) => one.id),
    places: (await regionsWithin(tx, region, 'district')).map((one) => one.code),
    forms: [...new Set(forms)],
  };
}

/** What a taker offers a programme and what binds it, for whoever promises for it. */
export type TakerOverview = TakerBounds & {
  readonly program: Program;
  readonly taker: Organization;
  readonly choices: OfferChoices;
  /** Where its offer begins, as long as it stated none: what it wrote of its interests when it joined. */
  readonly interests: Pick<OfferChoices, 'fields' | 'places'>;
};

export async function takerOverview(
  tx: Tx,
  actor: Actor,
  slug: string,
  organization: Id,
): Promise<TakerOverview | Refusal> {
  const program = await programBySlug(tx, slug);
  const taker = await organizationById(tx, organization);
  const open = program && taker && opensTo(program.model, taker.kind);
  if (!program || !taker || !open) return refuse('access.not-found');
  const by = mayTake(actor, program.model, open, taker);
  if (isRefusal(by)) return by;
  const choices = await offerChoices(tx, program);
  return {
    program,
    taker,
    choices,
    interests: await interestsOf(tx, taker.id, choices),
    ...(await takerBounds(tx, { program }, taker)),
  };
}
