import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { REGION_CODE_LENGTH, type RegionCode } from '#kernel/region.ts';
import { type ProposalKind, proposalKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { post } from './ledger.store.ts';
import { type Ceiling, ceilingFrom, dividedBy, type Purse, type Room, roomIn, type Share } from './purse.ts';

const columns = sql`u.id, u.program_id as program, u.purse, u.organization_id as organization,
  (u.amount + held.paid_in + held.carried)::int8 as amount, held.carried::int8 as carried, held.remaining::int8 as remaining`;

/** Purses as `u`, each with what was paid into it and what no commitment has taken. */
function purses(tx: Tx) {
  return sql`purse u cross join lateral (
    select coalesce(sum(case when p.to_account = 'purse' then p.amount when p.from_account = 'purse' then -p.amount else 0 end), 0) as remaining,
      coalesce(sum(case p.kind when 'deposit' then p.amount else 0 end), 0) as paid_in,
      coalesce(sum(case p.kind when 'carry-in' then p.amount else 0 end), 0) as carried
    from posting p where p.tenant_id = ${tx.tenant} and p.purse_id = u.id
  ) as held`;
}

/** What is given to a purse from each source. */
type Given = {
  readonly organization: Id | null;
  readonly purse: string;
  readonly amount: Rupiah;
  readonly paid: 'through-cash' | 'by-giver';
  readonly sources: readonly { readonly source: string; readonly perMille: number }[];
};

/** Gives purses their money for the year, of each source its share. */
export async function allot(tx: Tx, program: Id, list: readonly Given[], by: Id): Promise<void> {
  const given = list.map((one) => ({ ...one, id: newId(tx.now) }));
  await sql`
    insert into purse (tenant_id, id, program_id, purse, organization_id, paid, amount)
    select ${tx.tenant}::uuid, id, ${program}::uuid, purse, organization, paid, amount
    from unnest(${given.map((one) => one.id)}::uuid[], ${given.map((one) => one.purse)}::text[],
      ${given.map((one) => one.organization)}::uuid[], ${given.map((one) => one.paid)}::text[],
      ${given.map((one) => one.amount.toString())}::int8[]) as t (id, purse, organization, paid, amount)`.execute(
    tx.sql,
  );
  await fromSources(tx, program, given, by);
}

/** Gives more to the purse of an institution, or the first of it where it has none yet. Lock the institution first. */
export async function raise(
  tx: Tx,
  program: Id,
  given: Given & { readonly organization: Id },
  by: Id,
): Promise<void> {
  const raised = await sql<{ id: Id }>`
    update purse set amount = amount + ${given.amount}
    where tenant_id = ${tx.tenant} and program_id = ${program} and purse = ${given.purse}
      and organization_id = ${given.organization} returning id`.execute(tx.sql);
  const [purse] = raised.rows;
  if (purse) await fromSources(tx, program, [{ ...given, id: purse.id }], by);
  else await allot(tx, program, [given], by);
}

async function fromSources(
  tx: Tx,
  program: Id,
  given: readonly (Given & { readonly id: Id })[],
  by: Id,
): Promise<void> {
  const parts = given.flatMap((one) =>
    one.amount === 0n
      ? []
      : dividedBy(one.amount, one.sources)
          .filter((part) => part.amount > 0n)
          .map((part) => ({
            ...one,
            source: part.share.source,
            amount: part.amount,
            posting: newId(tx.now),
          })),
  );
  await sql`
    insert into posting (tenant_id, id, program_id, purse_id, source, kind, from_account, to_account, amount, organization_id,
      happened_on, recorded_by, recorded_at)
    select ${tx.tenant}::uuid, id, ${program}::uuid, purse, source, 'allot', 'source', 'purse', amount, organization,
      ${tx.today}::date, ${by}::uuid, ${tx.now}::timestamptz
    from unnest(${parts.map((one) => one.posting)}::uuid[], ${parts.map((one) => one.id)}::uuid[],
      ${parts.map((one) => one.source)}::text[], ${parts.map((one) => one.organization)}::uuid[],
      ${parts.map((one) => one.amount.toString())}::int8[]) as t (id, purse, source, organization, amount)`.execute(
    tx.sql,
  );
}

/** Which purses of a programme there are already: the names of the funds, and of the purses of each institution. */
export async function pursesThere(tx: Tx, program: Id): Promise<ReadonlySet<string>> {
  const found = await sql<{ key: string }>`
    select concat(purse, ' ', organization_id) as key from purse
    where tenant_id = ${tx.tenant} and program_id = ${program}`.execute(tx.sql);
  return new Set(found.rows.map((row) => row.key));
}

/** The purses that bear what is granted for a kind of proposals of some institutions: theirs, and the funds of the programme. */
async function pursesBehind(
  tx: Tx,
  program: Id,
  shares: readonly Share[],
  organizations: readonly Id[],
): Promise<Purse[]> {
  const found = await sql<Purse>`
    select ${columns} from ${purses(tx)}
    where u.tenant_id = ${tx.tenant} and u.program_id = ${program} and u.purse = any(${shares.map((one) => one.purse)}::text[])
      and (u.organization_id = any(${[...organizations]}::uuid[]) or u.organization_id is null)`.execute(
    tx.sql,
  );
  return found.rows;
}

function ofParty(all: readonly Purse[], organization: Id | null): Purse[] {
  return all.filter((one) => one.organization === null || one.organization === organization);
}

/**
 * The purses behind a proposal, locked: what is decided on them now is decided by this transaction alone. Always in the
 * same order, so that two decisions never wait for each other.
 */
export async function lockPurses(
  tx: Tx,
  program: Program,
  proposal: { readonly kind: string; readonly organization: Id | null },
): Promise<Purse[]> {
  const shares = proposalKind(program.model, proposal.kind).purses;
  await sql`
    select 1 from purse
    where tenant_id = ${tx.tenant} and program_id = ${program.id} and purse = any(${shares.map((one) => one.purse)}::text[])
      and (organization_id = ${proposal.organization} or organization_id is null)
    order by id for update`.execute(tx.sql);
  return pursesFor(tx, program, proposal);
}

/** The purses behind a proposal, as they stand. */
export async function pursesFor(
  tx: Tx,
  program: Program,
  { kind, organization }: { readonly kind: string; readonly organization: Id | null },
): Promise<Purse[]> {
  const shares = proposalKind(program.model, kind).purses;
  return pursesBehind(tx, program.id, shares, organization === null ? [] : [organization]);
}

/** What may be granted to each of some institutions for a kind of proposals; none for those without a purse. */
export async function ceilingsOf(
  tx: Tx,
  program: Program,
  kind: ProposalKind,
  organizations: readonly Id[],
): Promise<Map<Id, Ceiling>> {
  const shares = kind.purses;
  const wanted = [...new Set(organizations)];
  const found = wanted.length === 0 ? [] : await pursesBehind(tx, program.id, shares, wanted);
  return new Map(
    wanted.flatMap((organization): [Id, Ceiling][] => {
      const ceiling = ceilingFrom(ofParty(found, organization), shares);
      return ceiling ? [[organization, ceiling]] : [];
    }),
  );
}

/** What may be granted for one proposal: at most, and now. */
export async function ceilingFor(
  tx: Tx,
  program: Program,
  proposal: { readonly kind: string; readonly organization: Id | null },
): Promise<Ceiling | undefined> {
  const shares = proposalKind(program.model, proposal.kind).purses;
  const { organization } = proposal;
  const found = await pursesBehind(tx, program.id, shares, organization === null ? [] : [organization]);
  return ceilingFrom(ofParty(found, organization), shares);
}

/** What may be granted for each of several proposals, and what is left for them together. */
export async function roomFor(
  tx: Tx,
  program: Program,
  proposals: readonly Id[],
): Promise<Room & { readonly byProposal: ReadonlyMap<Id, Ceiling> }> {
  if (proposals.length === 0) return { ceilings: [], together: 0n, byProposal: new Map() };
  const asked = await sql<{ id: Id; kind: string; organization: Id | null }>`
    select id, kind, organization_id as organization from proposal_card
    where tenant_id = ${tx.tenant} and id = any(${[...proposals]}::uuid[])`.execute(tx.sql);
  const askings = program.model.proposals.flatMap((kind) => {
    const those = asked.rows.filter((row) => row.kind === kind.kind);
    const organizations = those.flatMap((row) => (row.organization === null ? [] : [row.organization]));
    return those.length === 0
      ? []
      : [{ kind, shares: kind.purses, organizations: [...new Set(organizations)] }];
  });
  const found = await pursesBehind(
    tx,
    program.id,
    askings.flatMap((one) => one.shares),
    askings.flatMap((one) => one.organizations),
  );
  const ceilings = asked.rows.map((row): [Id, Ceiling | undefined] => {
    const shares = askings.find((one) => one.kind.kind === row.kind)?.shares ?? [];
    return [row.id, ceilingFrom(ofParty(found, row.organization), shares)];
  });
  return {
    ...roomIn(found, askings),
    byProposal: new Map(
      ceilings.flatMap(([id, ceiling]): [Id, Ceiling][] => (ceiling ? [[id, ceiling]] : [])),
    ),
  };
}

/** The purses of several institutions in a programme, in the order of their names. */
export async function pursesHeldBy(tx: Tx, program: Id, organizations: readonly Id[]): Promise<Purse[]> {
  const found = await sql<Purse>`
    select ${columns} from ${purses(tx)}
    where u.tenant_id = ${tx.tenant} and u.program_id = ${program} and u.organization_id = any(${[...organizations]}::uuid[])
    order by u.purse, u.id`.execute(tx.sql);
  return found.rows;
}

/** A fund by its id. */
export async function fundById(tx: Tx, id: Id): Promise<Purse | undefined> {
  const found = await sql<Purse>`
    select ${columns} from ${purses(tx)}
    where u.tenant_id = ${tx.tenant} and u.id = ${id} and u.organization_id is null`.execute(tx.sql);
  return found.rows[0];
}

/** A fund, locked. */
export async function lockFund(tx: Tx, id: Id): Promise<Purse | undefined> {
  await sql`
    select 1 from purse where tenant_id = ${tx.tenant} and id = ${id} and organization_id is null for update`.execute(
    tx.sql,
  );
  return fundById(tx, id);
}

/** What came into a fund from each source: given for the year or paid in, and what of it no commitment has taken. */
export type SourceInFund = { readonly source: string; readonly came: Rupiah; readonly left: Rupiah };

export async function sourcesOfFund(tx: Tx, purse: Id): Promise<SourceInFund[]> {
  const found = await sql<SourceInFund>`
    select source,
      sum(case kind when 'allot' then amount when 'deposit' then amount when 'carry-in' then amount when 'withdraw' then -amount else 0 end)::int8 as came,
      sum(case when to_account = 'purse' then amount when from_account = 'purse' then -amount else 0 end)::int8 as left
    from posting where tenant_id = ${tx.tenant} and purse_id = ${purse} group by 1 order by 1`.execute(
    tx.sql,
  );
  return found.rows;
}

/** The funds of a programme, in the order of their names. */
export async function fundsOf(tx: Tx, program: Id): Promise<Purse[]> {
  const found = await sql<Purse>`
    select ${columns} from ${purses(tx)}
    where u.tenant_id = ${tx.tenant} and u.program_id = ${program} and u.organization_id is null
    order by u.purse`.execute(tx.sql);
  return found.rows;
}

/** All that a programme has to grant: what its purses were given, and what was paid into its funds. */
export async function totalCeiling(tx: Tx, program: Id): Promise<Rupiah> {
  const found = await sql<{ total: bigint }>`
    select ((select coalesce(sum(amount), 0) from purse where tenant_id = ${tx.tenant} and program_id = ${program})
      + (select coalesce(sum(amount), 0) from posting
        where tenant_id = ${tx.tenant} and program_id = ${program} and kind in ('deposit', 'carry-in')))::int8 as total`.execute(
    tx.sql,
  );
  return found.rows[0]?.total ?? 0n;
}

/** What the institutions of an area were given in a programme, by regency, by district or by village. */
export async function ceilingsBy(
  tx: Tx,
  program: Id,
  by: 'regency' | 'district' | 'village',
  area: RegionCode,
): Promise<Map<RegionCode, Rupiah>> {
  const found = await sql<{ key: string; total: bigint }>`
    select left(o.region_code, ${REGION_CODE_LENGTH[by]}) as key, sum(u.amount)::int8 as total
    from purse u join organization_card o on o.tenant_id = ${tx.tenant} and o.id = u.organization_id
    where u.tenant_id = ${tx.tenant} and u.program_id = ${program}
      and ${inArea('o.region_code', area)}
    group by 1`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.key, row.total]));
}

/** The purses of an institution in all programmes, locked, with how much of each is committed, paid or spent. */
export async function lockPursesOf(
  tx: Tx,
  organization: Id,
): Promise<(Pick<Purse, 'id' | 'program' | 'purse' | 'amount'> & { readonly committed: Rupiah })[]> {
  await sql`
    select 1 from purse where tenant_id = ${tx.tenant} and organization_id = ${organization} order by id for update`.execute(
    tx.sql,
  );
  const found = await sql<Purse>`
    select ${columns} from ${purses(tx)} where u.tenant_id = ${tx.tenant} and u.organization_id = ${organization}
    order by u.program_id, u.purse`.execute(tx.sql);
  return found.rows.map((one) => ({ ...one, committed: one.amount - one.remaining }));
}

/** Takes all that a purse holds back to its sources. */
export async function withdrawPurse(
  tx: Tx,
  purse: { readonly id: Id; readonly program: Id; readonly organization: Id },
  sources: readonly { readonly source: string; readonly held: Rupiah }[],
  by: Id,
): Promise<void> {
  await sql`update purse set amount = 0 where tenant_id = ${tx.tenant} and id = ${purse.id}`.execute(tx.sql);
  await post(
    tx,
    { kind: 'withdraw', program: purse.program, organization: purse.organization, proposal: null, by },
    sources.map((one) => ({ purse: purse.id, source: one.source, amount: one.held })),
  );
}
