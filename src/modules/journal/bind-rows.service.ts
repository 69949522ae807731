import { randomBytes } from 'node:crypto';
import { type Id, newId } from '#kernel/id.ts';
import { canonicalJson, type Json } from '#kernel/json.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { WrittenRow, WrittenRows } from '#platform/record/written-rows.ts';
import {
  insertEntries,
  keepShapes,
  type NewEntry,
  nextOrder,
  regionOfTenant,
  type Shape,
} from './journal.store.ts';
import { digestDetails, entryLeaf, type PrivatePart, type PublicEntry } from './journal.ts';
import { digestMarks, type MarkedRow, marksText, shapeOf, signsOf } from './marks.ts';

/** An entry of a transaction that has not ended yet. */
export type WaitingEntry = Omit<PublicEntry, 'detailsDigest'> & {
  readonly person: Id;
  readonly mandate: Id | null;
  readonly details: Json;
};

type Waiting = { readonly entry: WaitingEntry; readonly rows: WrittenRow[] };

const waiting = new WeakMap<WrittenRows, Waiting[]>();

/** Keeps an entry until its transaction ends, with the rows that were written since the one before. */
export function waitForEnd(tx: Tx, entry: WaitingEntry): void {
  const before = waiting.get(tx.written);
  const one = { entry, rows: [...tx.written.take()] };
  if (before) before.push(one);
  else waiting.set(tx.written, [one]);
}

/** Nobody: rows that were written without an entry of their own. */
const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

/**
 * Stores the entries of a transaction at its end, each with the marks of its rows; what was written after the last entry
 * belongs to it. Rows that were written without any entry get a quiet one, which names their tables and nobody.
 */
export async function bindRows(tx: Tx): Promise<void> {
  const entries = waiting.get(tx.written) ?? [];
  waiting.delete(tx.written);
  const left = tx.written.take();
  const last = entries.at(-1);
  if (last) last.rows.push(...left);
  else if (left.length > 0) entries.push({ entry: await quietEntry(tx, left), rows: [...left] });
  if (entries.length === 0) return;
  keepNewest(entries);
  const order = await nextOrder(tx);
  await keepNewShapes(tx, entries);
  await insertEntries(
    tx,
    entries.map(({ entry, rows }) => withMarks(entry, rows, order)),
  );
}

async function quietEntry(tx: Tx, rows: readonly WrittenRow[]): Promise<WaitingEntry> {
  const tables = [...new Set(rows.map((row) => row.table.name))].sort();
  return {
    id: newId(tx.now),
    at: tx.now.toISOString(),
    action: 'record.kept',
    subjectType: 'tenant',
    subjectId: tx.tenant,
    region: await regionOfTenant(tx),
    office: 'operator',
    organization: null,
    summary: { tables },
    person: NOBODY,
    mandate: null,
    details: {},
  };
}

/** A row that was written several times is marked once, in the entry that came last. */
function keepNewest(entries: readonly Waiting[]): void {
  const known = new Set<string>();
  for (const { rows } of entries.toReversed()) {
    for (const row of rows.splice(0).toReversed()) {
      const place = `${row.table.name} ${row.key}`;
      if (!known.has(place)) rows.unshift(row);
      known.add(place);
    }
  }
}

/** Shapes that stand in the database, with their tenant: there once, there for ever. */
const known = new Set<string>();

async function keepNewShapes(tx: Tx, entries: readonly Waiting[]): Promise<void> {
  const fresh = new Map<string, Shape>();
  for (const { rows } of entries) {
    for (const { table } of rows) {
      const shape = shapeOf(table.name, table.columns);
      if (!known.has(`${tx.tenant} ${shape}`))
        fresh.set(shape, { table: table.name, shape, columns: table.columns });
    }
  }
  if (fresh.size === 0) return;
  // Only what others can see already is remembered: this transaction may still be undone.
  for (const shape of await keepShapes(tx, [...fresh.values()])) known.add(`${tx.tenant} ${shape}`);
}

function withMarks(
  { person, mandate, details, ...shown }: WaitingEntry,
  rows: readonly WrittenRow[],
  order: number,
): NewEntry {
  const salt = randomBytes(16).toString('hex');
  const marked = rows.map(({ table, key, values }) => ({
    table: table.name,
    key,
    columns: table.columns,
    values,
  }));
  const summaryText = canonicalJson(shown.summary);
  const marks = marksText(order, signsOf(salt, ownRow({ ...shown, summaryText })), salt, marked);
  const part: PrivatePart = { salt, person, mandate, details, marks: digestMarks(marks) };
  const entry: PublicEntry = { ...shown, detailsDigest: digestDetails(part) };
  return { ...entry, person, salted: canonicalJson(part), leaf: entryLeaf(entry), summaryText, marks };
}

const OWN = [
  'at',
  'action',
  'subject_type',
  'subject_id',
  'region_code',
  'office',
  'organization_id',
  'summary',
];

/** The public fields of an entry as a row that it marks itself, so that the altered one can be named. */
export function ownRow(
  entry: Omit<PublicEntry, 'detailsDigest' | 'summary'> & { readonly summaryText: string },
): MarkedRow {
  const { id, at, action, subjectType, subjectId, region, office, organization, summaryText } = entry;
  return {
    table: 'journal_entry',
    key: id,
    columns: OWN,
    values: [at, action, subjectType, subjectId, region, office, organization, summaryText],
  };
}
