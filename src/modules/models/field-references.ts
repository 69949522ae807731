import type { Field } from './fields.section.ts';
import type { Sections } from './sections.ts';
import type { Path, Unresolved } from './unresolved.ts';

/** Fields and columns of lines that ask for what the model does not have: proposals of no kind, entries of no catalogue. */
export function fieldFaults(model: Sections): Unresolved[] {
  const kinds = model.proposals.map((one) => one.kind);
  return fieldsOf(model).flatMap(({ field, path }) => {
    if (field.type === 'entry' && !model.catalogue)
      return [{ path, message: 'needs the section "catalogue"' }];
    if (field.type !== 'proposal') return [];
    return field.of.flatMap((kind, i) =>
      kinds.includes(kind)
        ? []
        : [{ path: [...path, 'of', i], message: `"${kind}" is not listed under proposals` }],
    );
  });
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
