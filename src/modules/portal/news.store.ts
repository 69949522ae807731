import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the offices of a programme tell the public; by office, not by person. */
export type NewsItem = {
  readonly id: Id;
  readonly title: string;
  readonly body: string;
  /** The activity that is shown before others. */
  readonly activity: Id | null;
  readonly office: string;
  readonly publishedAt: Date;
};

const columns = sql`id, title, body, activity_id as activity, office, published_at as "publishedAt"`;

/** News of a programme that stands, the newest first: `limit` of them below the cursor. */
export async function newsOf(tx: Tx, program: Id, limit: number, before?: Id): Promise<NewsItem[]> {
  const below = before ? sql`and id < ${before}` : sql``;
  const found = await sql<NewsItem>`
    select ${columns} from news_item
    where tenant_id = ${tx.tenant} and program_id = ${program} and withdrawn_reason is null ${below}
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** Holds a piece of news that stands. */
export async function lockNews(tx: Tx, program: Id, id: Id): Promise<NewsItem | undefined> {
  const found = await sql<NewsItem>`
    select ${columns} from news_item
    where tenant_id = ${tx.tenant} and program_id = ${program} and id = ${id} and withdrawn_reason is null
    for update`.execute(tx.sql);
  return found.rows[0];
}

export async function insertNews(
  tx: Tx,
  program: Id,
  news: Pick<NewsItem, 'title' | 'body' | 'activity' | 'office'>,
  by: Id,
): Promise<Id> {
  const id = newId(tx.now);
  await sql`
    insert into news_item (tenant_id, id, program_id, title, body, activity_id, office, published_by, published_at)
    values (${tx.tenant}, ${id}, ${program}, ${news.title}, ${news.body}, ${news.activity}, ${news.office}, ${by}, ${tx.now})`.execute(
    tx.sql,
  );
  return id;
}

export async function setWithdrawn(tx: Tx, id: Id, reason: string): Promise<void> {
  await sql`update news_item set withdrawn_reason = ${reason} where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}
