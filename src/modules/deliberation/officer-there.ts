import type { Id } from '#kernel/id.ts';
import { nameKey, readLine, readName } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { basisOf, forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { elementLabel } from './element-label.ts';
import type { Forum } from './forum-state.ts';
import type { Invited } from './invited.ts';

/** Somebody on the list of a sitting. */
export type Listed = {
  readonly element: string;
  readonly unit: string | null;
  readonly name: string;
  readonly person: Id | null;
  readonly proxyOf: Id | null;
  readonly proxyPaper: string | null;
};

/**
 * An officer whom a forum invites as they are put on its list, or whoever came with a written power of theirs; undefined
 * where they stand there for the same element already. Refused: somebody who is not invited for it; somebody who is there
 * for another element, unless the model lets one person stand for several; a power where the model knows none, without
 * its paper, or one more than a person may bring. `here` are those on the list of the sitting.
 * Source: model `forums[].quorum.elements[].invited`, `forums[].quorum.proxies`; the papers are silent.
 */
export function officerThere(
  { model }: Pick<Program, 'model'>,
  forum: Pick<Forum, 'forum'>,
  one: { element: string; unit: string | null; person: Id; name: string; paper?: string | undefined },
  given: { readonly invited: readonly Invited[]; readonly here: readonly Listed[] },
): Listed | Refusal | undefined {
  const rules = forumKind(model, forum.forum);
  const { basis, proxies, onePersonManyElements } = rules.quorum;
  const officer = given.invited.find(
    (each) => each.element === one.element && each.unit === one.unit && each.person === one.person,
  );
  if (!officer) return at('person', refuse('forum.not-invited', basisOf(model, basis)));
  const before = given.here.filter((each) => each.person === one.person || each.proxyOf === one.person);
  if (before.some((each) => each.element === one.element && each.unit === one.unit)) return undefined;
  const [elsewhere] = before;
  if (elsewhere && !onePersonManyElements) {
    return at(
      'person',
      refuse('forum.already-here', basisOf(model, basis), {
        name: officer.name,
        element: [elementLabel(model, rules, elsewhere.element)],
      }),
    );
  }
  const place = { element: officer.element, unit: officer.unit };
  if (one.paper === undefined) {
    return { ...place, name: officer.name, person: officer.person, proxyOf: null, proxyPaper: null };
  }
  if (!proxies) return at('paper', refuse('forum.no-proxies', basisOf(model, basis)));
  const name = readName(one.name);
  if (isRefusal(name)) return at('name', name);
  const paper =
    one.paper.trim() === ''
      ? refuse('forum.proxy-paper', basisOf(model, proxies.basis))
      : readLine(one.paper, 200);
  if (isRefusal(paper)) return at('paper', paper);
  const brought = given.here.filter((each) => each.proxyOf !== null && nameKey(each.name) === nameKey(name));
  if (brought.length >= proxies.each) {
    return at('name', refuse('forum.proxies-many', basisOf(model, proxies.basis), { limit: proxies.each }));
  }
  return { ...place, name, person: null, proxyOf: officer.person, proxyPaper: paper };
}
