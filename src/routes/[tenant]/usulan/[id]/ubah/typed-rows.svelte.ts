import { ownEntry } from '#kernel/own-entry.ts';
/** A row on the page: what was typed in it, and what was wrong with it when the form was refused. */
export type KeptRow<Row> = Row & {
  readonly id: number;
  readonly errors: Readonly<Record<string, string | undefined>>;
};

/** What a list of rows is made from. The rows belong to the page from then on; a restored draft makes it anew. */
export type RowsMade<Row> = {
  /** The name of the list in the form: fields are called `name.0.field`. */
  readonly name: string;
  readonly given: readonly Row[];
  readonly errors: Readonly<Record<string, string>>;
  /** Rows shown as rows; those beyond are kept as one text. */
  readonly most: number;
  /** Empty rows offered where no script adds them. */
  readonly spare: number;
  readonly empty: () => Row;
  readonly isEmpty: (row: Row) => boolean;
};

/** Rows that somebody types, adds and takes out. */
export class TypedRows<Row extends object> {
  rows: KeptRow<Row>[] = $state([]);
  readonly name: string;
  /** How many of the rows given are shown, and those that are not. */
  readonly shown: number;
  readonly rest: readonly Row[];
  readonly #empty: () => Row;
  readonly #isEmpty: (row: Row) => boolean;

  constructor({ name, given, errors, most, spare, empty, isEmpty }: RowsMade<Row>) {
    const shown = given.slice(0, most);
    this.name = name;
    this.shown = shown.length;
    this.rest = given.slice(most);
    this.#empty = empty;
    this.#isEmpty = isEmpty;
    const room = Array.from({ length: this.rest.length > 0 ? 0 : spare }, empty);
    this.rows = [...shown, ...room].map((row, index) => ({
      ...row,
      id: index,
      errors: Object.fromEntries(
        Object.keys(row).map((field) => [field, ownEntry(errors, `${name}.${index}.${field}`)]),
      ),
    }));
  }

  /** One empty row is enough where another is a press away. */
  tidy(): void {
    this.rows = this.rows.filter((row, index) => !this.#isEmpty(row) || index === this.shown);
  }

  add(): void {
    const id = Math.max(-1, ...this.rows.map((row) => row.id)) + 1;
    this.rows.push({ ...this.#empty(), id, errors: {} });
  }

  /** Takes a row out; one always stands. Answers its place, from 0. */
  remove(id: number): number {
    const place = this.rows.findIndex((row) => row.id === id);
    this.rows = this.rows.filter((row) => row.id !== id);
    if (this.rows.length === 0) this.add();
    return place;
  }
}
