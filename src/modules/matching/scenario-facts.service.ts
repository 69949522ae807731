import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { OpenToTakers } from '#modules/models/index.ts';
import { mustBeOpen, type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FieldStanding } from './ranking.ts';
import { maySteer } from './scenario.service.ts';
import {
  heldIn,
  outcomeOf,
  type Scenario,
  type ScenarioOutcome,
  scenarioById,
  scenarioFields,
} from './scenario.store.ts';
import { standingOf } from './standing.service.ts';

/** A proposal over the whole as its page and the API tell it. */
export type ScenarioFacts = {
  readonly scenario: Scenario;
  readonly program: Program;
  readonly open: OpenToTakers;
  readonly outcome: ScenarioOutcome;
  /** By field: what the proposal gives to it, beside how it stands now and its target. */
  readonly fields: readonly {
    readonly field: string;
    readonly needs: number;
    readonly amount: Rupiah;
    readonly standing: FieldStanding;
  }[];
  /** How many pairs are held and struck out by hand. */
  readonly held: { readonly pinned: number; readonly struck: number };
  /** When the one it was adjusted from was reckoned. */
  readonly fromAt: Date | undefined;
  /** What keeps the reader from reckoning anew or recommending now. */
  readonly refusal: Refusal | undefined;
};

/** Reads one, for the offices that see the whole: how much an institution could give is theirs and its own to know. */
export async function scenarioFacts(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<ScenarioFacts | Refusal> {
  const scenario = await scenarioById(tx, id);
  if (!scenario) return refuse('access.not-found');
  const program = await programById(tx, scenario.program);
  const steers = maySteer(viewer, program, scenario.kind);
  if (isRefusal(steers)) return steers;
  const { open } = steers.of;
  const outcome = await outcomeOf(tx, id);
  if (!outcome) return refuse('access.not-found');
  const given = new Map((await scenarioFields(tx, id)).map((one) => [one.field, one]));
  const held = await heldIn(tx, id);
  const { fields } = await standingOf(tx, program, open);
  return {
    ...{ scenario, program, open, outcome },
    fields: [...fields].map(([field, standing]) => ({
      ...{ field, standing },
      needs: given.get(field)?.needs ?? 0,
      amount: given.get(field)?.amount ?? 0n,
    })),
    held: {
      pinned: held.filter((one) => one.hold === 'pinned').length,
      struck: held.filter((one) => one.hold === 'struck').length,
    },
    fromAt: scenario.from === null ? undefined : (await scenarioById(tx, scenario.from))?.madeAt,
    refusal: mustBeOpen(program),
  };
}
