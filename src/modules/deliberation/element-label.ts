import { type ForumRules, type Label, type Model, partiesOf } from '#modules/models/index.ts';
import { SEATS } from './quorum.ts';

/**
 * What people call an element of a forum's quorum: as its model says; its body for the seats, a seat of it by its own
 * name, and whoever represents none of them.
 */
export function elementLabel(model: Pick<Model, 'parties'>, rules: ForumRules, element: string): Label {
  if (element === 'others') return rules.others;
  const body = partiesOf(model).find((one) => one.kind === rules.by);
  const known =
    element === SEATS && body
      ? body.label
      : body?.offices.find((one) => one.office === element || one.office === `${body.kind}/${element}`)
          ?.label;
  return (
    known ??
    rules.quorum.elements.find((one) => one.element === element)?.label ?? { id: element, en: element }
  );
}
