import { writtenAt } from './catalogue.section.ts';
import { PERSON } from './common.section.ts';
import type { Sections } from './sections.ts';
import type { Path, Unresolved } from './unresolved.ts';

/** Entries that name what is not there or stand twice, shares of no entry, and bringers for whom there is none. */
export function catalogueFaults(model: Sections): Unresolved[] {
  return [...catalogue(model), ...entries(model)];
}

function catalogue(model: Sections): Unresolved[] {
  if (!model.catalogue) return [];
  const { entries } = model.catalogue;
  const bringers = model.proposals.flatMap((one, p) =>
    one.entry === 'none'
      ? []
      : one.from.map((each, i) => ({ party: each.party, path: ['proposals', p, 'from', i] })),
  );
  const fields = entries.flatMap((entry) => [entry.nature, entry.id]);
  return [
    ...model.forums.flatMap((forum, f) =>
      (forum.ballots?.minimumShares ?? []).flatMap((share, i) =>
        fields.includes(share.field)
          ? []
          : [
              {
                path: ['forums', f, 'ballots', 'minimumShares', i, 'field'],
                message: `no entry of the catalogue has "${share.field}" as its nature or id`,
              },
            ],
      ),
    ),
    ...bringers.flatMap(({ party, path }) =>
      entries.some((entry) => entry.parties?.includes(party) ?? true)
        ? []
        : [{ path, message: `no entry of the catalogue for "${party}"` }],
    ),
  ];
}

/** What entries of the catalogue name: each once, with a basis, a nature and parties that there are. */
function entries({ catalogue, ...model }: Sections): Unresolved[] {
  if (!catalogue) return [];
  const ids = catalogue.entries.map((one) => one.id);
  const natures = catalogue.natures.map((one) => one.nature);
  const bringers = model.proposals.flatMap((one) => one.from.map((each) => each.party));
  return catalogue.entries.flatMap((entry, i) => {
    const wrong: readonly (readonly [boolean, Path, string])[] = [
      [ids.indexOf(entry.id) < i, [], `"${entry.id}" is listed twice`],
      [
        !model.legal.some((law) => law.id === entry.basis),
        ['basis'],
        `"${entry.basis}" is not listed under legal`,
      ],
      [
        !natures.includes(entry.nature),
        ['nature'],
        `"${entry.nature}" is not listed under catalogue.natures`,
      ],
      ...(entry.parties ?? []).map(
        (party, j) =>
          [
            !bringers.includes(party),
            ['parties', j],
            party === PERSON || model.parties.kinds.some((one) => one.kind === party)
              ? 'brings no proposals'
              : `"${party}" is not listed under parties.kinds`,
          ] as const,
      ),
    ];
    const here = ['catalogue', 'entries', ...writtenAt(catalogue.entries, i)];
    return wrong.flatMap(([is, path, message]) => (is ? [{ path: [...here, ...path], message }] : []));
  });
}
