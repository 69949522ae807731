import { withoutGuard } from '#kernel/csv.ts';
import { lineTotal } from '#kernel/money.ts';
import { plainQuantity, readQuantity, readRupiah } from '#kernel/readers/number.ts';
import { readLine } from '#kernel/readers/text.ts';
import { type ReadColumn, readTitledTable, type TitledRow } from '#kernel/readers/titled-table.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { inSheet } from '#kernel/sheet-place.ts';
import { number, rupiah, type TableColumn, text } from '#kernel/table-column.ts';
import { LIMITS, type ProposalFields } from './proposal-fields.ts';

type TypedLine = ProposalFields['costLines'][number];

/** The columns of a cost plan in a sheet, as the template calls them; other columns may stand beside them. */
const COLUMNS: readonly ReadColumn<keyof TypedLine>[] = [
  { key: 'item', names: ['Uraian', 'Rincian', 'Nama barang', 'Barang', 'Item'] },
  { key: 'quantity', names: ['Volume', 'Vol', 'Banyaknya', 'Kuantitas', 'Quantity'] },
  { key: 'unit', names: ['Satuan', 'Unit'] },
  { key: 'unitPrice', names: ['Harga satuan', 'Harga', 'Unit price'] },
];

/** What the field of the file is called. */
export const COST_SHEET_FIELD = 'costSheet';

/**
 * The cost plan that a sheet holds, as somebody would have typed it, or every cell that cannot stand. A row that only
 * says a sum (`JUMLAH`) is no line of the plan.
 */
export function readCostSheet(file: {
  readonly text: string;
  readonly sheet: string;
}): TypedLine[] | Refusal {
  const table = readTitledTable(file, COLUMNS, LIMITS.costLines + MOST_SUMS);
  if (isRefusal(table)) return beside([table]);
  const rows = table.filter((row) => !isSum(row));
  if (rows.length === 0) return beside([refuse('input.no-lines')]);
  if (rows.length > LIMITS.costLines)
    return beside([refuse('input.too-many-lines', undefined, { limit: LIMITS.costLines })]);
  const issues = rows.flatMap((row) =>
    READERS.flatMap(([key, read]) => {
      const value = read(row.cells[key]);
      return isRefusal(value) ? [inSheet(row.place(key), value)] : [];
    }),
  );
  if (issues.length > 0) return beside(issues);
  // Pilar's own files of text have an apostrophe before what a spreadsheet would take for a formula.
  const bare = (cell: string) => (file.sheet === '' ? withoutGuard(cell) : cell);
  return rows.map(({ cells }) => ({ ...cells, item: bare(cells.item), unit: bare(cells.unit) }));
}

/** Rows with sums that a plan has at most. */
const MOST_SUMS = 20;

const READERS: readonly (readonly [keyof TypedLine, (cell: string) => unknown])[] = [
  ['item', (cell) => readLine(cell, LIMITS.item)],
  ['quantity', readQuantity],
  ['unit', (cell) => readLine(cell, LIMITS.unit)],
  ['unitPrice', readRupiah],
];

function isSum({ cells }: TitledRow<keyof TypedLine>): boolean {
  const alone = cells.quantity === '' && cells.unit === '' && cells.unitPrice === '';
  return alone && /^(|(sub ?)?(jumlah|total)\b.*)$/i.test(cells.item);
}

function beside(issues: readonly Refusal[]): Refusal {
  return together(issues.map((one) => at(COST_SHEET_FIELD, one))) ?? refuse('input.invalid');
}

/** The columns in which a cost plan is handed out, and in which it is read again. */
export const COST_SHEET_COLUMNS: readonly TableColumn[] = [
  text('Uraian'),
  number('Volume'),
  text('Satuan'),
  rupiah('Harga satuan'),
  rupiah('Jumlah'),
];

/** A cost plan as rows of those columns; what is not read as a number yet stands as it was typed. */
export function costSheetRows(lines: readonly TypedLine[]) {
  return lines.map(({ item, quantity, unit, unitPrice }) => {
    const volume = readQuantity(quantity);
    const price = readRupiah(unitPrice);
    const both = !isRefusal(volume) && !isRefusal(price);
    return [
      item,
      isRefusal(volume) ? quantity : plainQuantity(volume),
      unit,
      isRefusal(price) ? unitPrice : price,
      both ? lineTotal(volume, price) : null,
    ];
  });
}
