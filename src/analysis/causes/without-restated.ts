import type { CauseMap } from './cause-map.ts';

/**
 * A map without the links for which nothing speaks but a statement that says the conclusion of its source again: what such
 * links prove, they took from what is to be proved. Undefined where there are none.
 */
export function withoutRestated(map: CauseMap): CauseMap | undefined {
  const links = map.links.filter(({ evidence }) => !evidence.every((one) => one.restates === true));
  return links.length === map.links.length ? undefined : { ...map, links };
}
