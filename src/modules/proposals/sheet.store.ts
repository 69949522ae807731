import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The paper from which an office entered a proposal for its institution. */
export type Sheet = {
  readonly proposal: Id;
  /** The office that entered it, and the officer. */
  readonly office: Id;
  readonly enteredBy: Id;
  /** As it was printed on the form; null for a paper of one's own. */
  readonly number: string | null;
  readonly broughtBy: string;
  readonly receivedOn: IsoDate;
  /** The last day on which the office may act for the institution. */
  readonly until: IsoDate;
};

const columns = sql`w.proposal_id as proposal, w.office_id as office, w.entered_by as "enteredBy", w.number,
  w.brought_by as "broughtBy", w.received_on as "receivedOn", w.mandate_until as until`;

/** Keeps from which paper a proposal was entered; `taken` where the form of that number was entered already. */
export async function insertSheet(tx: Tx, sheet: Sheet): Promise<'kept' | 'taken'> {
  const kept = await sql<{ proposal: Id }>`
    insert into proposal_sheet (tenant_id, proposal_id, office_id, entered_by, number, brought_by, received_on, mandate_until)
    values (${tx.tenant}, ${sheet.proposal}, ${sheet.office}, ${sheet.enteredBy}, ${sheet.number}, ${sheet.broughtBy},
      ${sheet.receivedOn}, ${sheet.until})
    on conflict (tenant_id, number) do nothing returning proposal_id as proposal`.execute(tx.sql);
  return kept.rows.length > 0 ? 'kept' : 'taken';
}

/** The paper of a proposal; undefined where none was entered from paper. */
export async function sheetFor(tx: Tx, proposal: Id): Promise<Sheet | undefined> {
  const found = await sql<Sheet>`
    select ${columns} from proposal_sheet w where w.tenant_id = ${tx.tenant} and w.proposal_id = ${proposal}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** What was entered from the form of a number. */
export async function sheetNumbered(tx: Tx, number: string): Promise<Sheet | undefined> {
  const found = await sql<Sheet>`
    select ${columns} from proposal_sheet w where w.tenant_id = ${tx.tenant} and w.number = ${number}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** What an office that gives way entered is the other's. */
export async function passOnSheets(tx: Tx, gone: Id, stays: Id): Promise<void> {
  await sql`
    update proposal_sheet set office_id = ${stays} where tenant_id = ${tx.tenant} and office_id = ${gone}`.execute(
    tx.sql,
  );
}
