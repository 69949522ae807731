import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, isId } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, type PurseRules, purseNamed } from '#modules/models/index.ts';
import {
  groundsFields,
  lockProgram,
  maySteer,
  mustBeOpen,
  type Program,
  type TypedGrounds,
} from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { ceilingsOfModel, type GivenPurse, mayGive } from './ceiling-change.ts';
import { lockGiven, type Part, setGiven, sourcesLeftOf } from './given.store.ts';
import { dividedBy, drawnFrom } from './purse.ts';
import { yearNotOver } from './year-end.ts';

/** Which ceilings are to be what from now on, why and by which document: as typed. */
export type TypedCeilings = TypedGrounds & {
  readonly program: string;
  /** The name of the purse in the model and the kind of party, empty for the fund: `pagu rw`. */
  readonly ceiling: string;
  /** The area whose parties are meant; of one alone its id. */
  readonly area: RegionCode;
  readonly organization: string;
  readonly amount: string;
};

/** What a change of ceilings came to: how many of how many purses, and by how much all together (rupiah, below zero less). */
export type ChangedCeilings = { readonly changed: number; readonly purses: number; readonly by: Rupiah };

/**
 * Gives the purses of a kind of party in an area, or of one party, another amount for the year. Refused as a whole where one
 * of them has more decided already. Asked by whoever steers the programme, while it is open and its years are not over.
 */
export async function changeCeilings(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedCeilings,
): Promise<Result<ChangedCeilings>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const program = await lockProgram(tx, input.program);
    if (!program) return refused(refuse('access.not-found'));
    const by = maySteer(actor, [program], program.region);
    if (isRefusal(by)) return refused(by);
    const closed = mustBeOpen(program) ?? yearNotOver(program, tx.today);
    if (closed) return refused(closed);
    const ceiling = ceilingsOfModel(program.model).find(
      (one) => `${one.purse} ${one.party ?? ''}`.trim() === input.ceiling.trim(),
    );
    const read = readAll({
      ceiling: ceiling ?? refuse('input.choice'),
      area: isArea(input.area, program) ? input.area : refuse('input.choice'),
      organization: input.organization === '' || isId(input.organization) ? null : refuse('input.choice'),
      amount: readRupiah(input.amount),
      ...groundsFields(input),
    });
    if (isRefusal(read)) return refused(read);
    const wanted = {
      program: program.id,
      purse: read.ceiling.purse,
      party: read.ceiling.party,
      area: read.area,
      organization: input.organization === '' ? null : input.organization,
    };
    const purses = await lockGiven(tx, wanted);
    if (purses.length === 0) return refused(at('ceiling', refuse('input.choice')));
    const low = mayGive(purses, read.amount, basisOf(program.model, read.ceiling.basis));
    if (low) return refused(low);
    const rules = purseNamed(program.model, read.ceiling.purse);
    const changed = await give(tx, program.id, rules, purses, read.amount, actor.person);
    const difference = sum(changed.map((one) => read.amount - one.given));
    if (changed.length > 0) {
      await record(tx, acting(actor, by), {
        action: 'ceilings.changed',
        subjectType: 'program',
        subjectId: program.id,
        region: read.area,
        summary: {
          program: program.slug,
          purse: read.ceiling.purse,
          party: read.ceiling.party,
          organization: wanted.organization === null ? null : (purses[0]?.name ?? null),
          institutions: changed.length,
          amount: read.amount,
          basis: read.basis,
          reason: read.reason,
        },
      });
    }
    return ok({ changed: changed.length, purses: purses.length, by: difference });
  });
}

function isArea(area: string, program: Pick<Program, 'region'>): boolean {
  return levelOf(area) !== undefined && within(area, program.region);
}

/** Moves what each purse is to have more or less, of each source its share; answers those that changed. */
async function give(
  tx: Tx,
  program: Id,
  rules: PurseRules,
  purses: readonly GivenPurse[],
  amount: Rupiah,
  by: Id,
): Promise<readonly GivenPurse[]> {
  const raised = purses.filter((one) => one.given < amount);
  const lowered = purses.filter((one) => one.given > amount);
  const more = raised.flatMap((purse): Part[] =>
    dividedBy(amount - purse.given, rules.sources)
      .filter((one) => one.amount > 0n)
      .map((one) => ({ ...of(purse), source: one.share.source, amount: one.amount })),
  );
  const left = Map.groupBy(
    await sourcesLeftOf(
      tx,
      lowered.map((one) => one.id),
    ),
    (one) => one.purse,
  );
  const less = lowered.flatMap((purse): Part[] => {
    const drawn = drawnFrom(purse.given - amount, left.get(purse.id) ?? []);
    if (!drawn) throw new Error(`purse ${purse.id} holds less than ${purse.given - amount}`);
    return drawn.map((one) => ({ ...of(purse), source: one.from.source, amount: one.amount }));
  });
  const ids = (list: readonly GivenPurse[]) => list.map((one) => one.id);
  await setGiven(tx, program, { amount, purses: ids(raised), parts: more }, 'raise', by);
  await setGiven(tx, program, { amount, purses: ids(lowered), parts: less }, 'lower', by);
  return [...raised, ...lowered];
}

function of({ id, organization }: GivenPurse) {
  return { purse: id, organization } as const;
}
