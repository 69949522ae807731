import { ownEntry } from '#kernel/own-entry.ts';
import type { RegionCode } from '#kernel/region.ts';
import drawings from '../../../cities/tiles.json' with { type: 'json' };

/** Where a place stands in a drawing of tiles, counted from 1 at the north-west, and its name for a narrow tile. */
export type TileAt = { readonly row: number; readonly column: number; readonly short: string };

/** How the places of a city lie to each other, drawn by hand: north is up. */
export type TilePlan = { readonly columns: number; readonly at: ReadonlyMap<RegionCode, TileAt> };

/** A drawing as a file has it: a line of short names for each row, `.` where nothing lies, and what the names stand for. */
export type TileDrawing = {
  readonly drawing: readonly string[];
  readonly places: Readonly<Record<string, RegionCode>>;
};

/** The plan of a drawing. A name that stands for no place is left out; the test of the file tells. */
export function tilePlan({ drawing, places }: TileDrawing): TilePlan {
  const rows = drawing.map((line) => line.split(' ').filter(Boolean));
  const at = new Map<RegionCode, TileAt>();
  for (const [row, names] of rows.entries()) {
    for (const [column, short] of names.entries()) {
      const code = ownEntry(places, short);
      if (code !== undefined) at.set(code, { row: row + 1, column: column + 1, short });
    }
  }
  return { columns: Math.max(...rows.map((names) => names.length)), at };
}

/** The tiles of the kecamatan of a city as it lies; undefined where nobody drew it (`cities/tiles.json`). */
export function tilesOf(city: RegionCode): TilePlan | undefined {
  const drawn: TileDrawing | undefined = ownEntry<TileDrawing>(drawings, city);
  return drawn && tilePlan(drawn);
}
