import { z } from '@hono/zod-openapi';
import { type IsoDate, isIsoDate } from '#kernel/date.ts';
import { type Id, isId } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Call, type Endpoint, endpoint, type Names, type Tag } from './endpoint.ts';
import { paging } from './input.ts';
import { page, pageOf } from './page.ts';

/** Where a list goes on: how the last row shown is named, and how that name is read again. */
export type Cursor<Row, Place> = {
  of(row: Row): string;
  read(typed: string): Place | Refusal;
};

/** Lists in the order of ids. */
export const byId: Cursor<{ readonly id: Id }, Id> = {
  of: (row) => row.id,
  read: (typed) => (isId(typed) ? typed : notACursor()),
};

type Due = { readonly dueOn: IsoDate; readonly id: Id };

/** Lists in the order of days; the id tells those of one day apart. */
export const byDay: Cursor<Due, Due> = {
  of: ({ dueOn, id }) => `${dueOn}_${id}`,
  read: (typed) => {
    const [dueOn = '', id = ''] = typed.split('_');
    return isIsoDate(dueOn) && isId(id) ? { dueOn, id } : notACursor();
  },
};

/** A cursor that no page has given out. */
export function notACursor(): Refusal {
  return at('cursor', refuse('input.choice'));
}

/**
 * A list that is read page by page: `rows` answers up to `limit` rows behind the place `after`, filtered by what stands
 * after the question mark, or refuses.
 */
export function listing<
  Path extends `/{tenant}${string}`,
  Filter extends z.ZodRawShape,
  Item extends z.ZodType,
  Row,
  Place,
>(spec: {
  readonly path: Path;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly filter: Filter;
  readonly item: Item;
  readonly cursor: Cursor<NoInfer<Row>, Place>;
  rows(
    tx: Tx,
    asked: {
      readonly filter: z.output<z.ZodObject<Filter>>;
      readonly params: Readonly<Record<Names<Path>, string>>;
      readonly limit: number;
      readonly after: Place | undefined;
      readonly call: Call;
    },
  ): Promise<readonly Row[] | Refusal>;
  shown(row: NoInfer<Row>): z.output<Item>;
}): Endpoint {
  const { filter, item, cursor, rows, shown, ...said } = spec;
  return endpoint({
    ...said,
    method: 'get',
    access: 'public',
    query: z.strictObject({ ...filter, ...paging }),
    answer: pageOf(item),
    run: (call, { params, query }) =>
      call.read(async (tx) => {
        // Read by the schema above, so paging and the filter are both in it.
        const { cursor: typed, limit, ...rest } = query as Paged & z.output<z.ZodObject<Filter>>;
        const after = typed === undefined ? undefined : cursor.read(typed);
        if (isRefusal(after)) return after;
        const asked = {
          filter: rest as z.output<z.ZodObject<Filter>>,
          params,
          limit: limit + 1,
          after,
          call,
        };
        const found = await rows(tx, asked);
        return isRefusal(found) ? found : page(found, limit, cursor.of, shown);
      }),
  });
}

type Paged = z.output<z.ZodObject<typeof paging>>;
