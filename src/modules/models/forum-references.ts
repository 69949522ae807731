import { LEVELS as LEVELS_FROM_WIDE } from '#kernel/region.ts';
import { forumLevel } from './forum-place.ts';
import type { ForumRules } from './forums.section.ts';
import { partiesOf } from './parties.ts';
import type { Sections } from './sections.ts';
import type { Unresolved } from './unresolved.ts';

/** From wide to narrow. */
const LEVELS: readonly string[] = LEVELS_FROM_WIDE;

/**
 * Forums that could not be held, or to which nothing would come: a body or a seat that is not there, nobody who decides
 * over the whole place, a narrower forum as the next one, a circle, one that nobody names, and money that nobody could
 * grant or pay.
 */
export function forumFaults(model: Sections): Unresolved[] {
  return [
    ...bodies(model),
    ...invited(model),
    ...reach(model),
    ...chains(model),
    ...unnamed(model),
    ...money(model),
  ];
}

function bodies(model: Sections): Unresolved[] {
  return model.forums.flatMap((forum, i) => {
    if (forum.by === undefined) return [];
    const body = model.parties.bodies.find((one) => one.body === forum.by);
    if (!body)
      return [{ path: ['forums', i, 'by'], message: `"${forum.by}" is not listed under parties.bodies` }];
    return (forum.quorum.seats?.present ?? []).flatMap((seat, j) =>
      body.seats.some((one) => one.seat === seat)
        ? []
        : [
            {
              path: ['forums', i, 'quorum', 'seats', 'present', j],
              message: `"${body.body}" has no seat "${seat}"`,
            },
          ],
    );
  });
}

/** Whom a forum invites: kinds of institutions that there are, in offices of theirs, at the places that a roll lists. */
function invited(model: Sections): Unresolved[] {
  const parties = partiesOf(model);
  return model.forums.flatMap((forum, i) =>
    forum.quorum.elements.flatMap((need, j) =>
      (need.invited ?? []).flatMap(({ party, offices }, k): Unresolved[] => {
        const path = ['forums', i, 'quorum', 'elements', j, 'invited', k];
        const found = parties.find((one) => one.kind === party);
        if (!found) return [{ path: [...path, 'party'], message: `"${party}" is not listed under parties` }];
        const unknown = offices.find((name) => !found.offices.some((one) => one.office === name));
        if (unknown !== undefined) {
          return [
            {
              path: [...path, 'offices', offices.indexOf(unknown)],
              message: `"${party}" has no office "${unknown}"`,
            },
          ];
        }
        return need.roll === undefined || found.at === need.roll
          ? []
          : [{ path: [...path, 'party'], message: `"${party}" does not stand at the places of this roll` }];
      }),
    ),
  );
}

/** Forums that nobody could call, or in which nobody could take a decision: none of the offices stands over the whole place. */
function reach(model: Sections): Unresolved[] {
  const parties = partiesOf(model);
  return model.forums.flatMap((forum, i) =>
    (['conveners', 'deciders'] as const).flatMap((role) => {
      const level = LEVELS.indexOf(forumLevel(model, forum));
      const known = parties.filter((party) => party.offices.some((one) => forum[role].includes(one.office)));
      return known.length === 0 || known.some((party) => LEVELS.indexOf(party.at) <= level)
        ? []
        : [{ path: ['forums', i, role], message: `none of them stands over a whole ${LEVELS[level]}` }];
    }),
  );
}

/** What is passed on must lie in the next forum's place, and come to an end. */
function chains(model: Sections): Unresolved[] {
  return model.forums.flatMap((forum, i) =>
    forum.outcomes.flatMap((outcome, j): Unresolved[] => {
      const next = model.forums.find((one) => one.forum === outcome.to);
      if (!next) return [];
      const path = ['forums', i, 'outcomes', j, 'to'];
      const circle = wayBack(model, next, forum);
      if (circle) return [{ path, message: `a circle: ${[forum.forum, ...circle].join(' → ')}` }];
      const [from, to] = [forumLevel(model, forum), forumLevel(model, next)];
      return LEVELS.indexOf(to) <= LEVELS.indexOf(from)
        ? []
        : [
            {
              path,
              message: `"${next.forum}" is held over a ${to}, and a whole ${from} does not lie in one`,
            },
          ];
    }),
  );
}

/** The forums through which what is passed on to one comes to another, that other last; undefined where it never does. */
function wayBack(
  model: Sections,
  from: ForumRules,
  to: ForumRules,
  seen: readonly string[] = [],
): string[] | undefined {
  if (from.forum === to.forum) return [to.forum];
  if (seen.includes(from.forum)) return undefined;
  for (const next of nextOf(model, from)) {
    const way = wayBack(model, next, to, [...seen, from.forum]);
    if (way) return [from.forum, ...way];
  }
  return undefined;
}

function nextOf(model: Sections, forum: ForumRules): readonly ForumRules[] {
  const names = forum.outcomes.map((one) => one.to);
  return model.forums.filter((one) => names.includes(one.forum));
}

/** Forums to which no proposals come. */
function unnamed(model: Sections): Unresolved[] {
  const come = new Set(model.proposals.flatMap((kind) => reachedFrom(model, kind.forum)));
  return model.forums.flatMap((forum, i) =>
    come.has(forum.forum)
      ? []
      : [
          {
            path: ['forums', i, 'forum'],
            message: 'no proposals come to it: none are brought there, and no forum passes any on to it',
          },
        ],
  );
}

/**
 * Kinds of proposals to which no forum on their way could agree: with money where purses pay, without where none does;
 * and forums on the way of what no purse pays that only fund.
 */
function money(model: Sections): Unresolved[] {
  return model.proposals.flatMap((kind, i) => {
    const names = reachedFrom(model, kind.forum);
    const way = model.forums.filter((one) => names.includes(one.forum));
    const having = (effect: string) =>
      way.filter((one) => one.outcomes.some((outcome) => outcome.effect === effect));
    const path = ['proposals', i, 'forum'];
    if (kind.purses.length > 0) {
      return way.length === 0 || having('fund').length > 0
        ? []
        : [{ path, message: 'neither this forum nor one that it passes on to could grant anything' }];
    }
    const accepting = having('accept');
    const funding = having('fund').filter((one) => !accepting.includes(one));
    return [
      ...funding.map((one) => ({
        path,
        message: `"${one.forum}"${one.forum === kind.forum ? '' : ' on its way'} funds what it agrees to, and no purse pays`,
      })),
      ...(way.length > 0 && accepting.length === 0 && funding.length === 0
        ? [{ path, message: 'neither this forum nor one that it passes on to could accept anything' }]
        : []),
    ];
  });
}

/** A forum and all to which it passes on, near and far; none where none is named. */
function reachedFrom(model: Sections, name: string | undefined, seen: readonly string[] = []): string[] {
  const forum = model.forums.find((one) => one.forum === name);
  if (!forum || seen.includes(forum.forum)) return [];
  return [
    forum.forum,
    ...nextOf(model, forum).flatMap((next) => reachedFrom(model, next.forum, [...seen, forum.forum])),
  ];
}
