import type { Sections } from './sections.ts';
import type { Path, Unresolved } from './unresolved.ts';

/** What is open to takers is accepted by a route alone, and whoever takes it, how and why stands where it is looked for. */
export function matchingFaults(model: Sections): Unresolved[] {
  const outermost = new Set(
    (model.catalogue?.entries ?? []).filter((one) => one.within === undefined).map((one) => one.id),
  );
  return model.proposals.flatMap((kind, p) => {
    const { open } = kind;
    if (!open) return [];
    const field = (key: string | undefined) => kind.fields.find((one) => one.key === key);
    const wrong: readonly (readonly [boolean, Path, string])[] = [
      [
        kind.forum !== undefined || kind.purses.length > 0 || kind.admits !== undefined,
        [],
        'open to takers is what a route alone accepts and no purse pays for',
      ],
      [
        open.form !== undefined && field(open.form)?.type !== 'one-of',
        ['form'],
        'the form of help has to be a choice among its fields',
      ],
      [
        open.addressed !== undefined && field(open.addressed)?.type !== 'institution',
        ['addressed'],
        'whom it is addressed to has to be an institution among its fields',
      ],
      [
        open.weights.form > 0 && open.form === undefined,
        ['weights', 'form'],
        'a weight for the form of help, and no field that says it',
      ],
      [
        open.weights.behind > 0 && open.targets.length === 0,
        ['weights', 'behind'],
        'a weight for fields that lag behind, and no targets',
      ],
      ...open.targets.map(
        ({ about }, i) =>
          [!outermost.has(about), ['targets', i, 'about'], `"${about}" stands within another entry`] as const,
      ),
      ...open.to.flatMap(({ party, offices, brings }, i) => {
        const held = model.parties.kinds.find((one) => one.kind === party)?.offices ?? [];
        const brought = model.proposals.find((one) => one.kind === brings);
        return [
          ...offices.map(
            (office, j) =>
              [
                held.length > 0 && !held.some((one) => one.office === office),
                ['to', i, 'offices', j],
                `"${party}" has no office "${office}"`,
              ] as const,
          ),
          [
            brings !== undefined && !brought?.from.some((one) => one.party === party),
            ['to', i, 'brings'],
            `"${party}" brings no proposals of kind "${brings}"`,
          ] as const,
        ];
      }),
    ];
    return wrong.flatMap(([is, path, message]) =>
      is ? [{ path: ['proposals', p, 'open', ...path], message }] : [],
    );
  });
}
