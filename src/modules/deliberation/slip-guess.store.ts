import type { Tx } from '#platform/database/tenant-transaction.ts';

type SlipGuessTable = {
  slip_guess: { tenant_id: string; source: string; since: Date; wrong: number };
};

/** How many wrong codes came from a source in this window, locked: whoever else tries from there waits for us. */
export async function lockWrongCodes(tx: Tx, source: string, since: Date): Promise<number> {
  const { wrong } = await tx.sql
    .withTables<SlipGuessTable>()
    .insertInto('slip_guess')
    .values({ tenant_id: tx.tenant, source, since, wrong: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'source', 'since'])
        .doUpdateSet((row) => ({ wrong: row.ref('slip_guess.wrong') })),
    )
    .returning('wrong')
    .executeTakeFirstOrThrow();
  return wrong;
}

/** Counts one more wrong code, and forgets the windows that are over. */
export async function addWrongCode(tx: Tx, source: string, since: Date): Promise<void> {
  const guesses = tx.sql.withTables<SlipGuessTable>();
  await guesses
    .updateTable('slip_guess')
    .set((row) => ({ wrong: row('wrong', '+', 1) }))
    .where('tenant_id', '=', tx.tenant)
    .where('source', '=', source)
    .where('since', '=', since)
    .execute();
  await guesses
    .deleteFrom('slip_guess')
    .where('tenant_id', '=', tx.tenant)
    .where('since', '<', since)
    .execute();
}
