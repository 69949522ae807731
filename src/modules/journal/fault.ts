/** What is not as the journal says it was: in which table, at which row and column, and what is wrong. */
export type Fault = {
  readonly table: string;
  /** The row's key within its tenant, or the hash of a file. */
  readonly row: string;
  /** Missing where the whole row is concerned. */
  readonly column?: string;
  readonly says: string;
};

/** A fault as one line. */
export function sayFault({ table, row, column, says }: Fault): string {
  return `${table} ${row}${column === undefined ? '' : `, ${column}`}: ${says}`;
}
