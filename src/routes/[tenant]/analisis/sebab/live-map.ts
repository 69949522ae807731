import type { CauseMap } from '#analysis/causes/index.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { organizationsById } from '#modules/actors/index.ts';
import {
  actionSlug,
  type CauseMapHead,
  causeMapById,
  type DrawnCauses,
  drawnCauses,
  toCauseMap,
} from '#modules/assessment/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { word } from './cause-words.ts';
import type { ActionFacts } from './map-page.ts';
import { placeName } from './place-name.ts';

/** A map that people drew in this city, as stored and as the analysis reads it. */
export type LiveMap = {
  readonly head: CauseMapHead;
  readonly causes: DrawnCauses;
  readonly map: CauseMap;
  readonly names: ReadonlyMap<RegionCode, string>;
};

/** One map with what stands in it; undefined when there is none. */
export async function liveMap(tx: Tx, id: Id): Promise<LiveMap | undefined> {
  const head = await causeMapById(tx, id);
  if (!head) return undefined;
  const causes = await drawnCauses(tx, id);
  const names = await namesOf(tx, [head.region]);
  const date = head.changedAt.toISOString().slice(0, 10);
  const place = placeName(head.region, names);
  const institutions = await institutionsOf(tx, causes);
  return { head, causes, names, map: toCauseMap({ ...head, place, date }, causes, institutions) };
}

/** The institutions that do the actions of a map. */
function institutionsOf(tx: Tx, causes: DrawnCauses) {
  return organizationsById(
    tx,
    causes.actions.flatMap((action) => action.responsible ?? []),
  );
}

/** Who does each action until when, by the short name it has in the file. */
export async function actionFacts(tx: Tx, causes: DrawnCauses): Promise<Map<string, ActionFacts>> {
  const institutions = await institutionsOf(tx, causes);
  return new Map(
    causes.actions.map((action) => [
      actionSlug(action.id),
      {
        responsible:
          (action.responsible && institutions.get(action.responsible)?.name) ?? action.responsibleName ?? '',
        due: action.dueOn ? day(action.dueOn, 'short') : '',
        overdue:
          action.dueOn !== null &&
          action.dueOn < tx.today &&
          (action.state === 'planned' || action.state === 'under-way'),
        state: word('state', action.state),
      },
    ]),
  );
}

/** Actions whose factors were all taken out of the map. */
export function looseActions(causes: DrawnCauses): string[] {
  return causes.actions.filter((action) => action.factors.length === 0).map((action) => action.title);
}
