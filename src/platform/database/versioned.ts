/** What `update … set version = version + 1 … returning version` answers. */
export type Versioned = { readonly version: number };

/** The version that a row stands at after its update; the row was locked before, so that its absence is a fault of ours. */
export function versionIn(rows: readonly Versioned[]): number {
  const [row] = rows;
  if (!row) throw new Error('the row to update was not there');
  return row.version;
}
