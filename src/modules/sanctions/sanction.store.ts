import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Model, SanctionRules } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { AppealOutcome, Sanction } from './sanction.ts';

const columns = sql`s.id, s.program_id as program, s.sanction, s.drafted_step as "draftedStep", s.step,
  s.organization_id as organization, s.region_code as region, s.state, s.reason, s.hearing_until as "hearingUntil",
  s.drafted_by as "draftedBy", s.drafted_office as "draftedOffice", s.drafted_at as "draftedAt", s.drafted_on as "draftedOn",
  s.answer, s.answered_office as "answeredOffice", s.answered_at as "answeredAt", s.decision, s.decided_by as "decidedBy",
  s.decided_office as "decidedOffice", s.decided_on as "decidedOn", s.expires_on as "expiresOn",
  s.appeal_until as "appealUntil", s.appeal, s.appealed_by as "appealedBy", s.appealed_at as "appealedAt",
  s.appeal_outcome as "appealOutcome", s.appeal_answer as "appealAnswer", s.appeal_decided_office as "appealDecidedOffice",
  s.appeal_decided_at as "appealDecidedAt", s.ruled_since as "ruledSince", s.version`;

export type NewSanction = Pick<
  Sanction,
  | 'id'
  | 'program'
  | 'step'
  | 'organization'
  | 'region'
  | 'reason'
  | 'hearingUntil'
  | 'draftedBy'
  | 'draftedOffice'
  | 'ruledSince'
> & { readonly ladder: Ladder };

/** A ladder of sanctions by its name in a model: whatever year's programme goes by that model, it is the same. */
export type Ladder = { readonly model: string; readonly sanction: string };

export function ladderOf(
  { name }: Pick<Model, 'name'>,
  { sanction }: Pick<SanctionRules, 'sanction'>,
): Ladder {
  return { model: name, sanction };
}

/** Writes a draft with what it is held against; `exists` when one is in hearing already. */
export async function insertSanction(
  tx: Tx,
  draft: NewSanction,
  grounds: readonly Id[],
): Promise<'written' | 'exists'> {
  const written = await sql`
    insert into sanction (tenant_id, id, program_id, model_name, sanction, drafted_step, step, organization_id, region_code, state,
      reason, hearing_until, drafted_by, drafted_office, drafted_at, drafted_on, ruled_since, version)
    values (${tx.tenant}, ${draft.id}, ${draft.program}, ${draft.ladder.model}, ${draft.ladder.sanction}, ${draft.step}, ${draft.step},
      ${draft.organization}, ${draft.region}, 'hearing', ${draft.reason}, ${draft.hearingUntil}, ${draft.draftedBy},
      ${draft.draftedOffice}, ${tx.now}, ${tx.today}, ${draft.ruledSince}, 1)
    on conflict (tenant_id, organization_id, model_name, sanction) where state = 'hearing' do nothing`.execute(
    tx.sql,
  );
  if (written.numAffectedRows !== 1n) return 'exists';
  await sql`
    insert into sanction_ground (tenant_id, sanction_id, obligation_id)
    select ${tx.tenant}::uuid, ${draft.id}::uuid, id from unnest(${[...grounds]}::uuid[]) as t (id)`.execute(
    tx.sql,
  );
  return 'written';
}

export async function sanctionById(tx: Tx, id: Id): Promise<Sanction | undefined> {
  const found = await sql<Sanction>`
    select ${columns} from sanction s where s.tenant_id = ${tx.tenant} and s.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

export async function lockSanction(tx: Tx, id: Id): Promise<Sanction | undefined> {
  const found = await sql<Sanction>`
    select ${columns} from sanction s where s.tenant_id = ${tx.tenant} and s.id = ${id} for update of s`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** All that was drawn up against an institution by a ladder, the newest first. */
export async function sanctionsAgainst(tx: Tx, organization: Id, ladder: Ladder): Promise<Sanction[]> {
  const found = await sql<Sanction>`
    select ${columns} from sanction s
    where s.tenant_id = ${tx.tenant} and s.organization_id = ${organization} and s.model_name = ${ladder.model}
      and s.sanction = ${ladder.sanction}
    order by s.id desc limit 200`.execute(tx.sql);
  return found.rows;
}

/** Some sanctions, by their ids. */
export async function sanctionsById(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Sanction>> {
  if (ids.length === 0) return new Map();
  const found = await sql<Sanction>`
    select ${columns} from sanction s where s.tenant_id = ${tx.tenant} and s.id = any(${[...ids]}::uuid[])`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((one) => [one.id, one]));
}

/** The obligations that a sanction is held against. */
export async function groundsOf(tx: Tx, sanction: Id): Promise<Id[]> {
  const found = await sql<{ obligation: Id }>`
    select obligation_id as obligation from sanction_ground
    where tenant_id = ${tx.tenant} and sanction_id = ${sanction} order by obligation_id limit 200`.execute(
    tx.sql,
  );
  return found.rows.map((one) => one.obligation);
}

/** Who did something to a sanction, in which office, and what they wrote. */
export type Said = { readonly person: Id; readonly office: string; readonly text: string };

export async function putHearingAnswer(tx: Tx, id: Id, said: Said): Promise<void> {
  await sql`
    update sanction set answer = ${said.text}, answered_by = ${said.person}, answered_office = ${said.office},
      answered_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function drop(tx: Tx, id: Id, said: Said): Promise<void> {
  await sql`
    update sanction set state = 'dropped', decision = ${said.text}, decided_by = ${said.person},
      decided_office = ${said.office}, decided_at = ${tx.now}, decided_on = ${tx.today}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function impose(
  tx: Tx,
  id: Id,
  said: Said,
  until: { readonly expiresOn: IsoDate; readonly appealUntil: IsoDate | null },
): Promise<void> {
  await sql`
    update sanction set state = 'imposed', decision = ${said.text}, decided_by = ${said.person},
      decided_office = ${said.office}, decided_at = ${tx.now}, decided_on = ${tx.today}, expires_on = ${until.expiresOn},
      appeal_until = ${until.appealUntil}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function putAppeal(tx: Tx, id: Id, said: Said): Promise<void> {
  await sql`
    update sanction set state = 'appealed', appeal = ${said.text}, appealed_by = ${said.person},
      appealed_office = ${said.office}, appealed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function putAppealOutcome(
  tx: Tx,
  id: Id,
  said: Said,
  to: { readonly outcome: AppealOutcome; readonly step: string; readonly expiresOn: IsoDate },
): Promise<void> {
  await sql`
    update sanction set state = ${to.outcome === 'lifted' ? 'lifted' : 'imposed'}, appeal_outcome = ${to.outcome},
      appeal_answer = ${said.text}, appeal_decided_by = ${said.person}, appeal_decided_office = ${said.office},
      appeal_decided_at = ${tx.now}, step = ${to.step}, expires_on = ${to.expiresOn}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** Sanctions against which nobody appealed by their day, and of which that is not noted yet; locked. */
export async function pastAppeal(tx: Tx, limit: number): Promise<Sanction[]> {
  const found = await sql<Sanction>`
    select ${columns} from sanction s
    where s.tenant_id = ${tx.tenant} and s.unappealed_on is null and s.appeal is null and s.appeal_until < ${tx.today}::date
    order by s.appeal_until, s.id limit ${limit} for update of s`.execute(tx.sql);
  return found.rows;
}

/** Notes that nobody appealed. */
export async function setUnappealed(tx: Tx, id: Id): Promise<void> {
  await sql`
    update sanction set unappealed_on = ${tx.today}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** What was drawn up against one record of an institution is held against another; of two in hearing one stays as it is. */
export async function passOnSanctions(tx: Tx, gone: Id, stays: Id): Promise<void> {
  await sql`
    update sanction set organization_id = ${stays}
    where tenant_id = ${tx.tenant} and organization_id = ${gone} and not (state = 'hearing' and exists (
      select 1 from sanction o where o.tenant_id = ${tx.tenant} and o.organization_id = ${stays}
        and o.model_name = sanction.model_name and o.sanction = sanction.sanction and o.state = 'hearing'))`.execute(
    tx.sql,
  );
}
