import type { ColumnKind } from '#kernel/table-column.ts';
import type { TypedField } from '#modules/models/index.ts';

/** What the answers to a field of a model are in a table that is handed out, as they are kept. */
export function fieldColumn(type: TypedField['type']): ColumnKind {
  if (type === 'date') return 'day';
  return type === 'number' || type === 'rupiah' ? type : 'text';
}
