import { refuseNetwork } from '../problem.ts';
import { isActorKey, tieColumn } from './csv-columns.ts';
import type { Row, Table } from './csv-rows.ts';
import { numberFromText, numbersOfColumn } from './decimal.ts';
import { malformed } from './malformed.ts';
import { graphOfMatrix, type Labels, type MatrixTie, numbered, oneModeGraph } from './matrix-ties.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';

/**
 * The network of a matrix in a table: names in the first row and column, in the first row alone, or none at all (then actors are
 * numbered). Names of rows and
 * columns that are the same make one set of actors, names that are all different two. An empty cell and 0 are no tie; `NA` is not
 * known, which is noted for cells beside the diagonal.
 */
export function matrixOfTable(table: Table, room: ReadingRoom): FoundGraph {
  const [first] = table.rows;
  if (!first) return refuseNetwork('empty', null);
  const bare = first.cells.every(
    (cell) => !Number.isNaN(numberFromText(cell.replace(',', '.')) ?? Number.NaN),
  );
  const square = bare || namedByHeadAlone(table.rows);
  const body = bare ? table.rows : table.rows.slice(1);
  const columns: Labels = bare
    ? numbered(first.cells.length, '', first.line)
    : first.cells.slice(square ? 0 : 1).map((id) => ({ id, line: first.line }));
  const rows: Labels = square ? columns : body.map(({ cells, line }) => ({ id: cells[0] ?? '', line }));
  const full: { row: number; column: number; text: string; line: number }[] = [];
  body.forEach(({ cells, line }, row) => {
    const values = square ? cells : cells.slice(1);
    if (values.length !== columns.length) malformed('row-length', line, String(values.length));
    values.forEach((text, column) => {
      if (text === '' || text === '0') return;
      if (text === 'NA') {
        if (row !== column) room.notes.add('values-left-out', 1, line, 'NA');
        return;
      }
      full.push({ row, column, text, line });
    });
  });
  const strengths = numbersOfColumn(full, table.separator);
  const ties = full.flatMap(({ row, column, text, line }, i): MatrixTie[] => {
    const strength = strengths[i] ?? Number.NaN;
    if (Number.isNaN(strength)) {
      const [from, to] = [rows[row]?.id ?? '', columns[column]?.id ?? ''];
      refuseNetwork('strength-not-a-number', line, { value: text, from, to });
    }
    return strength === 0 ? [] : [{ row, column, strength, form: null, line }];
  });
  room.refuseActors(rows.length, first.line);
  room.refuseTies(ties.length, first.line);
  return square ? oneModeGraph(rows, ties, room) : graphOfMatrix(rows, columns, ties, room);
}

/**
 * Whether the names of a matrix stand in its first row alone: as many rows of numbers beneath as there are names, and the numbers of
 * the first column are no names of rows, for one of them is there twice.
 */
export function namedByHeadAlone(rows: readonly Row[]): boolean {
  const [first, ...others] = rows;
  const width = first?.cells.length ?? 0;
  if (!first || width < 3 || others.length !== width) return false;
  if (first.cells.some((cell) => isCell(cell) || isActorKey(cell) || tieColumn(cell) !== undefined))
    return false;
  if (!others.every(({ cells }) => cells.length === width && cells.every(isCell))) return false;
  return new Set(others.map(({ cells }) => cells[0])).size < others.length;
}

/* What a cell of a matrix may hold. */
function isCell(cell: string): boolean {
  return cell === '' || cell === 'NA' || !Number.isNaN(numberFromText(cell.replace(',', '.')) ?? Number.NaN);
}
