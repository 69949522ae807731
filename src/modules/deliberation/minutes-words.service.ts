import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { forumKind, forumPlace } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type DecidedProposal, decisionsOn } from './forum.store.ts';
import type { Forum } from './forum-state.ts';
import type { EarlierDecision } from './minutes.ts';

type Passed = Pick<DecidedProposal, 'village' | 'place' | 'passedTo'>;

/** The names of all places that minutes speak of: of what was decided, and of the forums to which it goes. */
export async function placesIn(
  tx: Tx,
  program: Program,
  decisions: readonly Passed[],
): Promise<ReadonlyMap<RegionCode, string>> {
  const next = decisions.flatMap((one) => nextPlace(program, one) ?? []);
  return namesOf(tx, [...decisions.map((one) => one.place), ...next]);
}

/** The forum to which a decision passes something on, with its place: `Musrenbang kecamatan Mandalajati`. */
export function nextForum(
  program: Program,
  decision: Passed,
  places: ReadonlyMap<RegionCode, string>,
): string | null {
  const place = nextPlace(program, decision);
  if (decision.passedTo === null || place === undefined) return null;
  return `${forumKind(program.model, decision.passedTo).label.id} ${places.get(place) ?? place}`;
}

function nextPlace({ model }: Program, { passedTo, village }: Passed): RegionCode | undefined {
  return passedTo === null ? undefined : forumPlace(model, forumKind(model, passedTo), village);
}

/** What other forums decided before on proposals that this one has decided on, in order. */
export async function earlierOn(
  tx: Tx,
  { model }: Program,
  forum: Pick<Forum, 'id'>,
  decisions: readonly DecidedProposal[],
): Promise<ReadonlyMap<Id, readonly EarlierDecision[]>> {
  const all = await decisionsOn(
    tx,
    decisions.map((one) => one.proposal),
  );
  const others = all.filter((one) => one.forum !== forum.id);
  return new Map(
    [...Map.groupBy(others, (one) => one.proposal)].map(([proposal, list]) => [
      proposal,
      list.map((one) => {
        const rules = forumKind(model, one.kind);
        return {
          forum: `${rules.label.id} ${one.regionName}`,
          day: one.calledFor,
          outcome: rules.outcomes.find((each) => each.id === one.outcome)?.label.id ?? one.outcome,
          reason: one.reason,
        };
      }),
    ]),
  );
}
