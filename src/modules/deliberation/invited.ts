import type { Id } from '#kernel/id.ts';
import type { Officer } from '#modules/actors/index.ts';
import type { ForumRules } from '#modules/models/index.ts';

/** An officer whom a forum expects: the element for which they come, and the board they speak for where it keeps a roll. */
export type Invited = {
  readonly element: string;
  readonly unit: string | null;
  readonly person: Id;
  readonly name: string;
  readonly office: string;
  readonly party: string;
  readonly institution: string;
};

/** The kinds of institutions whose officers a forum invites. */
export function partiesInvited({ quorum }: Pick<ForumRules, 'quorum'>): string[] {
  return [...new Set(quorum.elements.flatMap((need) => (need.invited ?? []).map((one) => one.party)))];
}

/**
 * Whom a forum expects by name: of each element those who hold one of the offices that it invites, in the order in which
 * the model names parties and offices. Somebody with two offices is invited for each; for one alone they are counted.
 * Source: model `forums[].quorum.elements[].invited`.
 */
export function invitedTo(rules: Pick<ForumRules, 'quorum'>, officers: readonly Officer[]): Invited[] {
  return rules.quorum.elements.flatMap((need) => {
    const those = (need.invited ?? []).flatMap(({ party, offices }) =>
      officers
        .filter((one) => one.party === party && offices.includes(one.office))
        .toSorted(
          (a, b) =>
            Number(a.region > b.region) - Number(a.region < b.region) ||
            offices.indexOf(a.office) - offices.indexOf(b.office),
        ),
    );
    const seen = new Set<string>();
    return those.flatMap(({ person, name, office, party, institution, region }): Invited[] => {
      const unit = need.roll === undefined ? null : region;
      const key = `${person} ${unit}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ element: need.element, unit, person, name, office, party, institution }];
    });
  });
}
