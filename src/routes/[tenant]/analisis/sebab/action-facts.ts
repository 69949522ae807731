import { actionSlug, type CauseMapFacts, type DrawnCauses } from '#modules/assessment/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { word } from './cause-words.ts';
import type { ActionFacts } from './map-page.ts';

/** Who does each action until when, by the short name it has in the file. */
export function actionFacts(
  { causes, institutions }: CauseMapFacts,
  { today }: Pick<Tx, 'today'>,
): Map<string, ActionFacts> {
  return new Map(
    causes.actions.map((action) => [
      actionSlug(action.id),
      {
        responsible:
          (action.responsible && institutions.get(action.responsible)?.name) ?? action.responsibleName ?? '',
        due: action.dueOn ? day(action.dueOn, 'short') : '',
        overdue:
          action.dueOn !== null &&
          action.dueOn < today &&
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
