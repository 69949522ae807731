import type { Acting, Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { lockOrganizations, type Organization, organizationById, partiesIn } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, mostFor, proposalKind, purseNamed } from '#modules/models/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { moneyOf, move, post, sourcesLeft } from './ledger.store.ts';
import { oweLevies } from './levy.service.ts';
import { allot, lockPurses, pursesThere, raise, withdrawPurse } from './purse.store.ts';
import { dividedBy, drawnFrom, fitsPurse } from './purse.ts';
import { askForRefund } from './refund.service.ts';
import { askForYearEnd } from './year-end.service.ts';
import { yearNotOver } from './year-end.ts';

/** A purse of an institution in a programme, with what it holds. */
type Held = { readonly id: Id; readonly program: Id; readonly purse: string; readonly amount: Rupiah };

/**
 * Gives the programme its funds, and every institution of a kind that has purses those that it has not yet, each with
 * its money for the year. Part of the opening of a programme, and of entering institutions later.
 */
export async function allotPurses(tx: Tx, by: Acting, program: Program): Promise<Rupiah> {
  const { purses } = program.model;
  const kinds = [...new Set(purses.flatMap((purse) => (purse.of ?? []).map((one) => one.party)))];
  const all = kinds.length === 0 ? [] : await partiesIn(tx, program, kinds, 200_000);
  const there = await pursesThere(tx, program.id);
  const list = purses
    .flatMap((purse) => [
      ...(purse.fund ? [{ ...purse, organization: null, amount: purse.fund.amount }] : []),
      ...(purse.of ?? []).flatMap(({ party, amount }) =>
        all.filter((one) => one.kind === party).map((one) => ({ ...purse, organization: one.id, amount })),
      ),
    ])
    .filter((one) => !there.has(`${one.purse} ${one.organization ?? ''}`));
  await allot(tx, program.id, list, by.person);
  await oweLevies(tx, by, program);
  if (there.size === 0) await askForYearEnd(tx, program);
  const total = sum(list.map((one) => one.amount));
  await record(tx, by, {
    action: 'ceilings.allotted',
    subjectType: 'program',
    subjectId: program.id,
    region: program.region,
    summary: { institutions: list.filter((one) => one.organization !== null).length, total },
  });
  return total;
}

/** Takes whole purses of an institution back to their sources; refused by nothing: whoever calls knows them untouched. */
export async function takePursesBack(
  tx: Tx,
  by: Acting,
  organization: Organization,
  purses: readonly Held[],
): Promise<void> {
  for (const { id, program, amount } of purses) {
    const sources = await sourcesLeft(tx, id);
    await withdrawPurse(tx, { id, program, organization: organization.id }, sources, by.person);
    await record(tx, by, {
      action: 'ceiling.withdrawn',
      subjectType: 'organization',
      subjectId: organization.id,
      region: organization.region,
      summary: { program: (await programById(tx, program)).slug, amount },
    });
  }
}

/** Gives one institution purses that it has not yet. */
export async function givePurses(
  tx: Tx,
  by: Acting,
  organization: Organization,
  purses: readonly Held[],
): Promise<void> {
  for (const { program, purse, amount } of purses) {
    const { sources, paid } = purseNamed((await programById(tx, program)).model, purse);
    await allot(tx, program, [{ purse, paid, sources, organization: organization.id, amount }], by.person);
    await record(tx, by, {
      action: 'ceilings.allotted',
      subjectType: 'program',
      subjectId: program,
      region: organization.region,
      summary: { institutions: 1, total: amount },
    });
  }
}

/**
 * Puts what an institution pledged into its purse of the programme, which begins with it. Part of the transaction in
 * which the pledge is accepted. Source: model `filings[].pledges`.
 */
export async function pledge(
  tx: Tx,
  by: Acting,
  program: Program,
  { organization, purse, amount }: { organization: Id; purse: string; amount: Rupiah },
): Promise<void> {
  if (amount === 0n) return;
  await lockOrganizations(tx, [organization]);
  const { sources, paid } = purseNamed(program.model, purse);
  const given = { purse, paid, sources, organization, amount };
  await raise(tx, program.id, given, by.person);
  const institution = await organizationById(tx, organization);
  await record(tx, by, {
    action: 'ceilings.allotted',
    subjectType: 'program',
    subjectId: program.id,
    region: institution?.region ?? program.region,
    summary: { institutions: 1, total: amount },
  });
}

/**
 * Commits money for a decided proposal, of each purse behind it its share, under the lock of them all. Part of the
 * transaction of whoever decides.
 */
export async function commitFunds(
  tx: Tx,
  actor: Actor,
  program: Program,
  proposal: Proposal,
  amount: Rupiah,
): Promise<Refusal | undefined> {
  const kind = proposalKind(program.model, proposal.kind);
  const basis = basisOf(program.model, mostFor(program.model, kind, proposal.party)?.basis ?? kind.basis);
  const over = yearNotOver(program, tx.today);
  if (over) return over;
  const purses = await lockPurses(tx, program, proposal);
  const parts = [];
  for (const { share, amount: part } of dividedBy(amount, kind.purses)) {
    const purse = purses.find((one) => one.purse === share.purse);
    if (!purse) return refuse('ceiling.exceeded', basis, { amount: part, remaining: 0n, ceiling: 0n });
    const refusal = fitsPurse(purse, part, basis);
    if (refusal) return refusal;
    const drawn = drawnFrom(part, await sourcesLeft(tx, purse.id)) ?? [];
    parts.push(...drawn.map((one) => ({ ...one.from, amount: one.amount })));
  }
  await post(tx, { kind: 'commit', ...about(program, proposal, actor) }, parts);
  return undefined;
}

/** Gives a commitment back to its purses: the forum took its decision back before sealing. */
export async function releaseFunds(
  tx: Tx,
  actor: Actor,
  program: Program,
  proposal: Proposal,
): Promise<void> {
  await lockPurses(tx, program, proposal);
  const { commitment } = await moneyOf(tx, proposal.id);
  await move(tx, { kind: 'release', ...about(program, proposal, actor) }, commitment);
}

/**
 * Closes the money of a proposal whose report has been accepted: what was spent is settled, what was never paid out is
 * released to the purses. What was paid out and not spent is still to come back: it stays unaccounted for until its
 * refund is recorded with evidence, and the desks say so. Part of the report's transaction.
 */
export async function settleFunds(
  tx: Tx,
  actor: Actor,
  program: Program,
  proposal: Proposal,
  spent: Rupiah,
): Promise<{ settled: Rupiah; toReturn: Rupiah; released: Rupiah }> {
  await lockPurses(tx, program, proposal);
  const money = await moneyOf(tx, proposal.id);
  // What givers spent themselves is among what was spent, and accounted for already.
  const unsettled = spent > money.spent ? spent - money.spent : 0n;
  const settled = unsettled < money.advance ? unsettled : money.advance;
  await move(tx, { kind: 'settle', ...about(program, proposal, actor) }, settled);
  await move(tx, { kind: 'release', ...about(program, proposal, actor) }, money.commitment);
  await askForRefund(tx, program, proposal);
  return { settled, toReturn: money.advance - settled, released: money.commitment };
}

function about(program: Program, proposal: Proposal, actor: Actor) {
  return {
    program: program.id,
    organization: proposal.organization,
    proposal: proposal.id,
    by: actor.person,
  } as const;
}
