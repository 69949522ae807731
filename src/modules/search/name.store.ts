import { sql } from 'kysely';
import type { Labelled } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Thing } from '#kernel/thing.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { gramsOf, isSpelled, wordKeys } from './word-keys.ts';

/** What is found by name: things, places with their streets, and whom the city paid. */
export type NamedKind = Thing | 'place' | 'supplier';

/** A name as it is kept: what it leads to, and the words that find it beside those of its title. */
export type Name = {
  readonly kind: NamedKind;
  /** An id, or the code of a place. */
  readonly thing: string;
  readonly title: Labelled;
  readonly region: RegionCode;
  /** Its page, beneath the city's address. */
  readonly page: string;
  readonly more?: string;
};

const AT_ONCE = 2_000;

/** Keeps how things are called, in the place of how they were called before. Only what everybody may find. */
export async function keepNames(tx: Tx, names: readonly Name[]): Promise<void> {
  for (let from = 0; from < names.length; from += AT_ONCE)
    await keepSome(tx, names.slice(from, from + AT_ONCE));
}

/**
 * In one statement: whatever is submitted waits for it. What is called as before is not touched: to write it, even to the
 * same, would hold everybody of one street until whoever came first is done.
 */
async function keepSome(tx: Tx, names: readonly Name[]): Promise<void> {
  const all = names.map((name) => ({
    ...name,
    words: wordKeys([name.title.id, name.title.en, name.more ?? ''].join(' ')),
  }));
  // In one order, so that two who bring the same words wait and do not block.
  const spelled = [...new Set(all.flatMap((one) => one.words))].filter(isSpelled).sort();
  const grams = spelled.flatMap((word) => gramsOf(word).map((gram) => ({ gram, word })));
  await sql`
    with named as (
      select kind, thing, title_id, title_en, region, page, string_to_array(words, ' ') as words from unnest(
        ${all.map((one) => one.kind)}::text[], ${all.map((one) => one.thing)}::text[],
        ${all.map((one) => one.title.id)}::text[], ${all.map((one) => one.title.en)}::text[],
        ${all.map((one) => one.region)}::text[], ${all.map((one) => one.page)}::text[],
        ${all.map((one) => one.words.join(' '))}::text[]) as n (kind, thing, title_id, title_en, region, page, words)
    ), changed as materialized (
      select n.* from named n
      where not exists (
        select 1 from search_name s where s.tenant_id = ${tx.tenant} and s.kind = n.kind and s.thing = n.thing
          and (s.title_id, s.title_en, s.region_code, s.page, s.words)
            is not distinct from (n.title_id, n.title_en, n.region, n.page, n.words))
    ), old as materialized (
      select o.kind, o.thing, w.word from changed n
      join search_name o on o.tenant_id = ${tx.tenant} and o.kind = n.kind and o.thing = n.thing
      cross join unnest(o.words) as w (word) where w.word <> all(n.words)
    ), dropped as (
      delete from search_posting p using old
      where p.tenant_id = ${tx.tenant} and p.word = old.word and p.kind = old.kind and p.thing = old.thing
    ), kept as (
      insert into search_name (tenant_id, kind, thing, title_id, title_en, region_code, page, words)
      select ${tx.tenant}::uuid, kind, thing, title_id, title_en, region, page, words from changed
      on conflict (tenant_id, kind, thing) do update set title_id = excluded.title_id, title_en = excluded.title_en,
        region_code = excluded.region_code, page = excluded.page, words = excluded.words
    ), posted as (
      insert into search_posting (tenant_id, word, kind, thing)
      select ${tx.tenant}::uuid, w.word, kind, thing from changed cross join unnest(words) as w (word)
      on conflict do nothing
    ), fresh as (
      insert into search_word (tenant_id, word) select ${tx.tenant}::uuid, * from unnest(${spelled}::text[])
      on conflict do nothing returning word
    )
    insert into search_gram (tenant_id, gram, word)
    select ${tx.tenant}::uuid, g.gram, g.word
    from unnest(${grams.map((one) => one.gram)}::text[], ${grams.map((one) => one.word)}::text[]) as g (gram, word)
    join fresh on fresh.word = g.word
    on conflict do nothing`.execute(tx.sql);
}

type Named = Pick<Name, 'kind' | 'thing'>;

async function dropPostings(tx: Tx, names: readonly Named[]): Promise<void> {
  await sql`
    with old as materialized (
      select n.kind, n.thing, unnest(n.words) as word
      from unnest(${names.map((one) => one.kind)}::text[], ${names.map((one) => one.thing)}::text[]) as g (kind, thing)
      join search_name n on n.tenant_id = ${tx.tenant} and n.kind = g.kind and n.thing = g.thing
    )
    delete from search_posting p using old
    where p.tenant_id = ${tx.tenant} and p.word = old.word and p.kind = old.kind and p.thing = old.thing`.execute(
    tx.sql,
  );
}

/** Forgets how things were called: they are not found any more. */
export async function dropNames(tx: Tx, names: readonly Named[]): Promise<void> {
  await dropPostings(tx, names);
  await sql`
    delete from search_name n using unnest(${names.map((one) => one.kind)}::text[], ${names.map((one) => one.thing)}::text[])
      as g (kind, thing)
    where n.tenant_id = ${tx.tenant} and n.kind = g.kind and n.thing = g.thing`.execute(tx.sql);
}

/** Words that begin with a text. */
export async function wordsBeginning(tx: Tx, text: string, limit: number): Promise<string[]> {
  const found = await sql<{ word: string }>`
    select word from search_word
    where tenant_id = ${tx.tenant} and word >= ${text} and word < ${`${text}\u{10ffff}`}
    order by word limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => row.word);
}

/** Words that share at least so many of some parts, those that share most first. */
export async function wordsSharing(
  tx: Tx,
  grams: readonly string[],
  least: number,
  limit: number,
): Promise<string[]> {
  const found = await sql<{ word: string }>`
    select word from search_gram
    where tenant_id = ${tx.tenant} and gram = any(${[...grams]}::text[])
    group by word having count(*) >= ${least} order by count(*) desc, word limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => row.word);
}

/** How often words stand in names, counted no further than `most`. */
export async function countPostings(tx: Tx, words: readonly string[], most: number): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from search_posting where tenant_id = ${tx.tenant} and word = any(${[...words]}::text[]) limit ${most}
    ) counted`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** Of some kinds those in which every set of words has a name: in the others no name can have them all. */
export async function kindsWithAll(
  tx: Tx,
  sets: readonly (readonly string[])[],
  kinds: readonly NamedKind[],
): Promise<NamedKind[]> {
  const each = sets.map(
    (words) => sql`exists (
      select 1 from search_posting p
      where p.tenant_id = ${tx.tenant} and p.word = any(${[...words]}::text[]) and p.kind = k.kind)`,
  );
  const found = await sql<{ kind: string | null }>`
    select k.kind from unnest(${[...kinds]}::text[]) as k (kind) where ${sql.join(each, sql` and `)}`.execute(
    tx.sql,
  );
  const there = new Set(found.rows.map((row) => row.kind));
  return kinds.filter((kind) => there.has(kind));
}

/** A name that has a word of each set: of every kind the first `limit` behind the one named, places in their order and everything else the newest first. */
export type NamedThing = Named & {
  readonly title: Labelled;
  readonly region: RegionCode;
  readonly page: string;
};

export async function thingsNamed(
  tx: Tx,
  sets: readonly (readonly string[])[],
  kinds: readonly NamedKind[],
  limit: number,
  before?: string,
): Promise<Named[]> {
  const [first = [], ...others] = sets;
  const all = others.map(
    (words) => sql`exists (
      select 1 from search_posting o where o.tenant_id = ${tx.tenant} and o.word = any(${[...words]}::text[])
        and o.kind = p.kind and o.thing = p.thing)`,
  );
  const each = (of: readonly NamedKind[], order: 'asc' | 'desc') => sql`
    select h.kind, h.thing from unnest(${[...of]}::text[]) as k (kind)
    cross join unnest(${[...first]}::text[]) as w (word)
    cross join lateral (
      select p.kind, p.thing from search_posting p
      where p.tenant_id = ${tx.tenant} and p.word = w.word and p.kind = k.kind
        and ${before === undefined ? sql`true` : order === 'asc' ? sql`p.thing > ${before}` : sql`p.thing < ${before}`}
        and ${all.length === 0 ? sql`true` : sql.join(all, sql` and `)}
      order by p.thing ${order === 'asc' ? sql`asc` : sql`desc`} limit ${limit}) h`;
  const places = kinds.filter((kind) => kind === 'place');
  const rest = kinds.filter((kind) => kind !== 'place');
  const found: Named[] = [];
  for (const [of, order] of [
    [places, 'asc'],
    [rest, 'desc'],
  ] as const) {
    if (of.length === 0) continue;
    const { rows } = await sql<Named>`
      select kind, thing from (
        select kind, thing, row_number() over (partition by kind order by thing ${order === 'asc' ? sql`asc` : sql`desc`}) as place
        from (select distinct kind, thing from (${each(of, order)}) each_word) hits
      ) ranked
      where place <= ${limit} order by kind, place`.execute(tx.sql);
    found.push(...rows);
  }
  return found;
}

/** So many ways of taking one word of each set are looked through side by side. */
const MOST_WAYS = 16;

/** The postings that are read beside those of the first word, one for each further set. */
const OTHER_POSTINGS = ['o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7'] as const;
type OtherPosting = (typeof OTHER_POSTINGS)[number];

/**
 * The same where each set of words stands in very many names: each way of taking one word of each is read off two or more
 * postings side by side, in the order of the hits, so that what no name has is known after one reading, not after as many
 * look-ups as there are names. Undefined where there are too many ways or sets.
 */
export async function thingsNamedAlike(
  tx: Tx,
  sets: readonly (readonly string[])[],
  kinds: readonly NamedKind[],
  limit: number,
  before?: string,
): Promise<Named[] | undefined> {
  const ways = sets.reduce<readonly (readonly string[])[]>(
    (some, set) =>
      some.length > MOST_WAYS ? some : some.flatMap((way) => set.map((word) => [...way, word])),
    [[]],
  );
  if (ways.length > MOST_WAYS || sets.length > OTHER_POSTINGS.length + 1) return undefined;
  // How often a word stands decides how it is read, so that each statement is planned for its own words.
  await sql`set local plan_cache_mode = force_custom_plan`.execute(tx.sql);
  const found: Named[] = [];
  for (const kind of kinds) {
    const order = kind === 'place' ? sql`asc` : sql`desc`;
    const behind = kind === 'place' ? sql`p.thing > ${before}` : sql`p.thing < ${before}`;
    const each = ways.map(
      ([first = '', ...others]) => sql`(
        select p.thing from search_posting p ${sql.join(
          others.map((word, i) => {
            const other: OtherPosting = OTHER_POSTINGS[i] ?? OTHER_POSTINGS[0];
            const o = sql.id(other);
            return sql`join search_posting ${o}
              on ${o}.tenant_id = ${tx.tenant} and ${o}.word = ${word} and ${o}.kind = ${kind} and ${o}.thing = p.thing`;
          }),
          sql` `,
        )}
        where p.tenant_id = ${tx.tenant} and p.word = ${first} and p.kind = ${kind}
          and ${before === undefined ? sql`true` : behind}
        order by p.thing ${order} limit ${limit})`,
    );
    const { rows } = await sql<Pick<Named, 'thing'>>`
      select distinct thing from (${sql.join(each, sql` union all `)}) hits order by thing ${order} limit ${limit}`.execute(
      tx.sql,
    );
    found.push(...rows.map(({ thing }) => ({ kind, thing })));
  }
  return found;
}

/** How some things are called. */
export async function namesOfThings(tx: Tx, things: readonly Named[]): Promise<NamedThing[]> {
  if (things.length === 0) return [];
  const found = await sql<Named & { titleId: string; titleEn: string; region: RegionCode; page: string }>`
    select n.kind, n.thing, n.title_id as "titleId", n.title_en as "titleEn", n.region_code as region, n.page
    from unnest(${things.map((one) => one.kind)}::text[], ${things.map((one) => one.thing)}::text[]) as g (kind, thing)
    join search_name n on n.tenant_id = ${tx.tenant} and n.kind = g.kind and n.thing = g.thing`.execute(
    tx.sql,
  );
  return found.rows.map(({ titleId, titleEn, ...one }) => ({ ...one, title: { id: titleId, en: titleEn } }));
}
