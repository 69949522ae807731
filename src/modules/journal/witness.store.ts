import { sql } from 'kysely';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Why a witness did not sign when it was asked last. The first two say that history was changed. */
export type WitnessFault = 'shorter' | 'another' | 'unknown-log' | 'refused' | 'unreachable';

/** What a witness last signed of the journal, and its objection since, if it has one. */
export type WitnessStanding = {
  readonly witness: string;
  /** Seals it vouches for; 0 before the first time. */
  readonly size: number;
  /** The checkpoint it signed, with its cosignature. */
  readonly note: string | null;
  readonly cosignedAt: Date | null;
  readonly fault: WitnessFault | null;
  readonly askedAt: Date;
};

export async function witnessesOf(tx: Tx): Promise<WitnessStanding[]> {
  const found = await sql<Omit<WitnessStanding, 'size'> & { size: bigint }>`
    select witness, size, note, cosigned_at as "cosignedAt", fault, asked_at as "askedAt" from journal_witness
    where tenant_id = ${tx.tenant} order by witness`.execute(tx.sql);
  return found.rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** Keeps what a witness signed; never less than it had signed before. */
export async function saveCosigned(
  tx: Tx,
  signed: { readonly witness: string; readonly size: number; readonly note: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into journal_witness (tenant_id, witness, size, note, cosigned_at, fault, asked_at)
    values (${tx.tenant}, ${signed.witness}, ${BigInt(signed.size)}, ${signed.note}, ${signed.at}, null, ${tx.now})
    on conflict (tenant_id, witness) do update set size = excluded.size, note = excluded.note,
      cosigned_at = excluded.cosigned_at, fault = null, asked_at = excluded.asked_at
    where journal_witness.size <= excluded.size`.execute(tx.sql);
}

export async function saveObjection(tx: Tx, witness: string, fault: WitnessFault): Promise<void> {
  await sql`
    insert into journal_witness (tenant_id, witness, size, fault, asked_at)
    values (${tx.tenant}, ${witness}, 0, ${fault}, ${tx.now})
    on conflict (tenant_id, witness) do update set fault = excluded.fault, asked_at = excluded.asked_at`.execute(
    tx.sql,
  );
}
