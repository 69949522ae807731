import type { ActorInput, TieInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { malformed } from './malformed.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';

/** A cell of a matrix that is not nought: its row and column, counted from 0. */
export interface MatrixTie {
  readonly row: number;
  readonly column: number;
  readonly strength: number;
  readonly form: string | null;
  readonly line: number;
}

/** Labels with the line each stands on. */
export type Labels = readonly { readonly id: string; readonly line: number }[];

/**
 * The network of a square matrix. The matrix does not say which way ties run: it is read as undirected when every tie has its answer of
 * the same strength, otherwise as directed; which of the two, is noted.
 */
export function oneModeGraph(labels: Labels, cells: readonly MatrixTie[], room: ReadingRoom): FoundGraph {
  const keyOf = (a: number, b: number, form: string | null) => JSON.stringify([a, b, form]);
  const strengths = new Map(cells.map((cell) => [keyOf(cell.row, cell.column, cell.form), cell.strength]));
  const symmetric =
    strengths.size === cells.length &&
    cells.every((cell) => strengths.get(keyOf(cell.column, cell.row, cell.form)) === cell.strength);
  const kept = symmetric ? cells.filter((cell) => cell.row <= cell.column) : cells;
  if (cells.length > 0)
    room.notes.add('direction-inferred', kept.length, null, symmetric ? 'undirected' : 'directed');
  return {
    name: null,
    line: labels[0]?.line ?? 1,
    directed: !symmetric,
    direction: 'inferred',
    actors: actorsOf(labels),
    ties: kept.map((cell) => tieOf(cell, idAt(labels, cell.row), idAt(labels, cell.column))),
  };
}

/** The same for a half of a matrix, which is undirected by its nature. */
export function halfMatrixGraph(labels: Labels, cells: readonly MatrixTie[]): FoundGraph {
  return {
    name: null,
    line: labels[0]?.line ?? 1,
    directed: false,
    direction: 'stated',
    actors: actorsOf(labels),
    ties: cells.map((cell) => tieOf(cell, idAt(labels, cell.row), idAt(labels, cell.column))),
  };
}

/** The two-mode network of a matrix of rows and columns. A name that is both a row and a column is refused. */
export function twoModeGraph(rows: Labels, columns: Labels, cells: readonly MatrixTie[]): FoundGraph {
  const names = new Set(rows.map((row) => row.id));
  const both = columns.find((column) => names.has(column.id));
  if (both) refuseNetwork('matrix-labels', both.line, { actor: both.id });
  return {
    name: null,
    line: rows[0]?.line ?? 1,
    directed: false,
    direction: 'stated',
    rows: rows.length,
    actors: actorsOf([...rows, ...columns]),
    ties: cells.map((cell) => tieOf(cell, idAt(rows, cell.row), idAt(columns, cell.column))),
  };
}

/** Rows and columns as one set of actors, as two, or neither: then the first column that is no row is refused. */
export function graphOfMatrix(
  rows: Labels,
  columns: Labels,
  cells: readonly MatrixTie[],
  room: ReadingRoom,
): FoundGraph {
  const places = new Map(rows.map((row, i) => [row.id, i]));
  const strange = columns.find((column) => !places.has(column.id));
  const familiar = columns.filter((column) => places.has(column.id)).length;
  if (strange && familiar === 0) return twoModeGraph(rows, columns, cells);
  if (strange) return refuseNetwork('matrix-labels', strange.line, { actor: strange.id });
  if (columns.length !== rows.length)
    malformed('row-length', columns[0]?.line ?? 1, `${rows.length} × ${columns.length}`);
  const inRowOrder = columns.map((column) => places.get(column.id) ?? 0);
  return oneModeGraph(
    rows,
    cells.map((cell) => ({ ...cell, column: inRowOrder[cell.column] ?? 0 })),
    room,
  );
}

/** Labels that nobody gave: the numbers from 1, after a prefix. */
export function numbered(count: number, prefix: string, line: number): Labels {
  return Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i + 1}`, line }));
}

function actorsOf(labels: Labels): ActorInput[] {
  return labels.map(({ id, line }) => ({ id, line }));
}

function tieOf(cell: MatrixTie, from: string, to: string): TieInput {
  return { from, to, strength: cell.strength, form: cell.form, line: cell.line };
}

function idAt(labels: Labels, place: number): string {
  return labels[place]?.id ?? '';
}
