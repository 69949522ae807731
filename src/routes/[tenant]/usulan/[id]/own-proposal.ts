import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import type { Organization } from '#modules/actors/index.ts';
import { organizationById } from '#modules/actors/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import {
  isWriter,
  mayRead,
  offersOn,
  type Proposal,
  proposalById,
  sentAt,
} from '#modules/proposals/index.ts';
import { findRegion, neighbourhoodsOf, type PinMap, pinMap, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { idOr404, requireActor, requireTenant } from '../../../request.ts';

/** The proposal of a page that only whoever brings it may open, in a state in which it can be written; else 404, 403, or on to its page. */
export async function editable(
  tx: Tx,
  event: RequestEvent,
): Promise<{
  proposal: Proposal;
  program: Program;
  /** Undefined where a person brings it for themselves. */
  institution: Organization | undefined;
  submit: Refusal | undefined;
}> {
  const actor = requireActor(event);
  const proposal = await proposalById(tx, idOr404(event.params.id));
  if (!proposal || mayRead(actor, proposal)) error(404);
  const { organization } = proposal;
  const institution = organization === null ? undefined : await organizationById(tx, organization);
  if (!isWriter(actor, proposal)) error(403);
  const program = await programById(tx, proposal.program, sentAt(proposal));
  const offers = await offersOn(tx, actor, program, proposal);
  if (offers.edit !== 'open') redirect(303, `/${requireTenant(event).slug}/usulan/${proposal.id}`);
  return { proposal, program, institution, submit: isRefusal(offers.submit) ? offers.submit : undefined };
}

/** The places that may be chosen in an area: its own area and what lies in it. */
export async function placesOf(
  tx: Tx,
  area: RegionCode,
): Promise<{ readonly value: string; readonly label: string }[]> {
  const own = await findRegion(tx, area);
  const level = levelOf(area);
  const beneath =
    level === 'neighbourhood'
      ? []
      : level === 'village'
        ? await neighbourhoodsOf(tx, area)
        : await regionsWithin(tx, area, 'village');
  return [...(own ? [own] : []), ...beneath].map((place) => ({ value: place.code, label: place.name }));
}

/** The map on which the point of a proposal is tapped: of the place that was chosen, else of the one it is brought from. */
export async function mapToTap(tx: Tx, chosen: string, area: RegionCode): Promise<PinMap | undefined> {
  const place = (await findRegion(tx, chosen)) ?? (await findRegion(tx, area));
  return place && pinMap(tx, place.code);
}
