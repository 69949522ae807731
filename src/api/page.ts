import { z } from '@hono/zod-openapi';

/** A page of a list, as every list of the API answers it. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: 'The address of the next page (also in the header `Link`); null at the end' }),
  });
}

/**
 * A page from the rows found, of which one more than `limit` was asked for. `cursorOf` names the last row shown, by
 * which the next page begins.
 */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  shown: (row: Row) => Item,
): { body: { items: Item[]; next: null }; next: string | null } {
  const here = rows.slice(0, limit);
  const last = here.at(-1);
  const next = rows.length > limit && last !== undefined ? cursorOf(last) : null;
  // The address of the next page is written where the request's address is known.
  return { body: { items: here.map(shown), next: null }, next };
}
