import type { Field } from './fields.section.ts';
import type { Sections } from './sections.ts';
import type { Path, Unresolved } from './unresolved.ts';

/**
 * Fields and columns of lines that ask for what the model does not have: proposals of no kind, entries of no catalogue; and
 * plans that are held against no account.
 */
export function fieldFaults(model: Sections): Unresolved[] {
  const kinds = model.proposals.map((one) => one.kind);
  const plans = model.filings.flatMap(({ plans: one }, i) => {
    const told = model.filings.find(({ kind }) => kind === one?.told);
    const path = ['filings', i, 'plans'];
    if (!one) return [];
    if (told?.effect !== 'settles')
      return [
        { path: [...path, 'told'], message: 'has to be the filing that settles the money of an activity' },
      ];
    return one.toldIn === undefined ||
      told.fields.some(({ key, type }) => key === one.toldIn && type === 'number')
      ? []
      : [{ path: [...path, 'toldIn'], message: 'has to be a number of that filing' }];
  });
  const asked = fieldsOf(model).flatMap(({ field, path }): Unresolved[] => {
    if (field.type === 'entry' && !model.catalogue)
      return [{ path, message: 'needs the section "catalogue"' }];
    if (field.type !== 'proposal') return [];
    return field.of.flatMap((kind, i) =>
      kinds.includes(kind)
        ? []
        : [{ path: [...path, 'of', i], message: `"${kind}" is not listed under proposals` }],
    );
  });
  return [...asked, ...plans, ...answered(model)];
}

/** Steps that are for those alone who chose something, where nobody is asked to. */
function answered(model: Sections): Unresolved[] {
  const routes = [
    ...model.proposals.flatMap(({ fields, route, followUp }, i) => [
      { fields, route, path: ['proposals', i, 'route'] },
      { fields, route: followUp, path: ['proposals', i, 'followUp'] },
    ]),
    ...model.filings.map(({ fields, route }, i) => ({ fields, route, path: ['filings', i, 'route'] })),
  ];
  return routes.flatMap(({ fields, route, path }) =>
    route.flatMap(({ when }, i): Unresolved[] => {
      if (!when?.answered) return [];
      const { field: key, options } = when.answered;
      const at = [...path, i, 'when', 'answered'];
      const field = [...fields].find((one) => one.key === key);
      if (field?.type !== 'one-of' && field?.type !== 'several-of') {
        return [{ path: [...at, 'field'], message: 'has to be a choice among its fields' }];
      }
      if (field.personal)
        return [
          { path: [...at, 'field'], message: 'everybody sees the steps: what is personal decides on none' },
        ];
      const offered = field.options.map((one) => one.option);
      return options.flatMap((option, j) =>
        offered.includes(option)
          ? []
          : [{ path: [...at, 'options', j], message: `"${option}" is not among the options of "${key}"` }],
      );
    }),
  );
}

/** All that a model asks in its own words, columns of lines too, with where it stands. */
function fieldsOf(model: Sections): { readonly field: Field; readonly path: Path }[] {
  return (['proposals', 'filings'] as const).flatMap((section) =>
    model[section].flatMap((kind, k) =>
      kind.fields.flatMap((field: Field, i) => {
        const path = [section, k, 'fields', i];
        const columns = field.type === 'lines' ? field.columns : [];
        return [
          { field, path },
          ...columns.map((column, j) => ({ field: column, path: [...path, 'columns', j] })),
        ];
      }),
    ),
  );
}
