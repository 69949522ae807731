import { type Actor, acting, authorise, type Mandate, type Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { membershipsIn, partiesIn } from '#modules/actors/index.ts';
import { pursesHeldBy } from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import {
  basisOf,
  type Model,
  type OpenToTakers,
  officeLabels,
  pursesOfParty,
} from '#modules/models/index.ts';
import { mustBeOpen, type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { steersBy } from './need.ts';
import { proposingScenario } from './proposing.ts';
import {
  heldIn,
  insertScenario,
  offersWithPromises,
  openCounts,
  scenarioById,
  wantedNeeds,
} from './scenario.store.ts';
import {
  amountField,
  fittingHolds,
  type Giver,
  type Held,
  type Hold,
  type ScenarioInput,
  weightsInOrder,
} from './scenario.ts';
import { standingOf } from './standing.service.ts';

/** Most institutions and needs that one proposal looks at; what is beyond is counted and said. */
const MOST_GIVERS = 1_000;
const MOST_NEEDS = 10_000;

/** An adjustment of a proposal as it was typed. */
export type TypedHold = {
  readonly need: Id;
  readonly organization: Id;
  readonly hold: Hold;
  readonly amount: string;
};

/** The kind of need of a programme over which somebody sees the whole. */
export type OpenKind = { readonly kind: string; readonly open: OpenToTakers };

/** The kinds of a model whose needs are open to takers. */
export function openKinds(model: Model): readonly OpenKind[] {
  return model.proposals.flatMap(({ kind, open }) => (open ? [{ kind, open }] : []));
}

/** By which mandate somebody sees all offers and needs of a programme, and which; refused with the offices that do. */
export function maySteer(
  actor: Actor | Visitor,
  program: Pick<Program, 'model' | 'region'>,
  wanted?: string,
): { readonly by: Mandate; readonly of: OpenKind } | Refusal {
  const of = openKinds(program.model).find((one) => wanted === undefined || one.kind === wanted);
  if (!of) return refuse('access.not-found');
  const by = steersBy(actor, of.open, program.region);
  if (by) return { by, of };
  return actor.person === undefined
    ? refuse('access.sign-in')
    : refuse('access.office', basisOf(program.model, of.open.basis), {
        offices: officeLabels([program.model], [...of.open.steers]),
      });
}

/**
 * Proposes, over all stated offers and all open needs of a programme, who could meet what, and keeps it as it was reckoned.
 * Around an earlier proposal, with what was settled by hand there and now. Asked for by an office that sees the whole, never
 * by itself; nobody is told and nothing is promised by it. Computed in a process of its own. Sources: model
 * `proposals[].open.steers`; paper 004, §4.2.1, §4.2.3; decision 73.
 */
export async function makeScenario(
  runtime: Runtime,
  who: Actor | Visitor,
  input: {
    readonly program: string;
    readonly from?: Id | undefined;
    readonly holds?: readonly TypedHold[];
  },
  waiting: WaitingFor,
): Promise<Result<{ readonly scenario: Id }>> {
  const actor = authorise(who, 'proposals:write');
  if (isRefusal(actor)) return refused(actor);
  const gathered = await runtime.read(actor.tenant, (tx) => gather(tx, actor, input));
  if (isRefusal(gathered)) return refused(gathered);
  const found = await runtime.analyse(proposingScenario, gathered.input, waiting);
  if (!found.ok) return found;
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(refuse('access.not-found'));
    const steers = maySteer(actor, program, gathered.kind);
    if (isRefusal(steers)) return refused(steers);
    const { pairs, ...result } = found.value;
    const { givers, needs, weights } = gathered.input;
    const scenario = newId(tx.now);
    await insertScenario(
      tx,
      {
        ...{
          id: scenario,
          program: program.id,
          kind: gathered.kind,
          from: gathered.from,
          madeBy: actor.person,
        },
        office: steers.by.office,
        weights: weightsInOrder(weights),
        givers: givers.length,
        offered: givers.reduce((sum, one) => sum + one.rest, 0n),
        needs: needs.length,
        needed: needs.reduce((sum, one) => sum + one.requested - one.promised, 0n),
        ...{ unpriced: gathered.unpriced, leftOut: gathered.leftOut, dropped: gathered.dropped, ...result },
      },
      pairs,
    );
    await record(tx, acting(actor, steers.by), {
      action: 'scenario.made',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { program: program.slug, institutions: givers.length, needs: needs.length },
      details: { scenario, ...(gathered.from === null ? {} : { from: gathered.from }) },
    });
    return ok({ scenario });
  });
}

type Gathered = {
  readonly input: ScenarioInput;
  readonly kind: string;
  readonly from: Id | null;
  readonly unpriced: number;
  readonly leftOut: number;
  readonly dropped: number;
};

async function gather(
  tx: Tx,
  actor: Actor,
  input: { readonly program: string; readonly from?: Id | undefined; readonly holds?: readonly TypedHold[] },
): Promise<Gathered | Refusal> {
  const program = await programBySlug(tx, input.program);
  if (!program) return refuse('access.not-found');
  const before = input.from === undefined ? undefined : await scenarioById(tx, input.from);
  if (input.from !== undefined && before?.program !== program.id) return refuse('access.not-found');
  const steers = maySteer(actor, program, before?.kind);
  const may = unless(steers, mustBeOpen(program));
  if (isRefusal(may)) return may;
  const { kind, open } = may.of;
  const givers = await giversOf(tx, program, open);
  const needs = await wantedNeeds(tx, program.id, kind, MOST_NEEDS);
  const counts = await openCounts(tx, program.id, kind);
  const typed = readHolds(input.holds ?? []);
  if (isRefusal(typed)) return typed;
  const freed = input.holds?.filter((one) => one.hold === 'free') ?? [];
  const earlier = before ? await heldIn(tx, before.id) : [];
  const fitting = fittingHolds(
    { givers, needs },
    typed,
    earlier.filter(
      (one) => !freed.some((free) => free.need === one.need && free.organization === one.organization),
    ),
    basisOf(program.model, open.basis),
  );
  if (isRefusal(fitting)) return fitting;
  const standing = await standingOf(tx, program, open);
  return {
    input: { weights: open.weights, standing, givers, needs, held: fitting.held },
    kind,
    from: before?.id ?? null,
    unpriced: counts.unpriced,
    leftOut: counts.open - counts.unpriced - needs.length,
    dropped: fitting.dropped,
  };
}

function readHolds(typed: readonly TypedHold[]): readonly Held[] | Refusal {
  const held: Held[] = [];
  for (const { need, organization, hold, amount } of typed) {
    if (hold === 'free') continue;
    const read = hold === 'struck' ? 0n : readRupiah(amount);
    if (isRefusal(read)) return at(amountField(need, organization), read);
    held.push({ need, organization, hold, amount: read });
  }
  return held;
}

/** Who takes part, is not leaving and said what it offers, with what it can still promise: of its offer, and of its accepted plan. */
async function giversOf(tx: Tx, program: Program, open: OpenToTakers): Promise<readonly Giver[]> {
  const kinds = open.to.map((one) => one.party);
  const offers = await offersWithPromises(tx, program.id, MOST_GIVERS);
  const offering = new Set(offers.map((one) => one.organization));
  const parties = (await partiesIn(tx, program, kinds, MOST_MEMBERS)).filter((one) => offering.has(one.id));
  // Who is leaving promises nothing new.
  const members = await membershipsIn(tx, program.model, parties);
  const stays = (id: Id) => members.get(id)?.state === 'member';
  const pledged = await pledgedBy(
    tx,
    program,
    kinds,
    offers.map((one) => one.organization),
  );
  return offers.flatMap(({ organization, amount, promised, fields, places, forms }) => {
    const plan = pledged.get(organization);
    const most = plan !== undefined && plan < amount ? plan : amount;
    return stays(organization) && most > promised
      ? [{ organization, rest: most - promised, fields, places, forms }]
      : [];
  });
}

const MOST_MEMBERS = 20_000;

async function pledgedBy(
  tx: Tx,
  program: Program,
  kinds: readonly string[],
  organizations: readonly Id[],
): Promise<ReadonlyMap<Id, Rupiah>> {
  const pledging = new Set(
    kinds.flatMap((kind) =>
      pursesOfParty(program.model, kind)
        .filter((purse) => purse.of?.some((one) => one.party === kind && one.pledged))
        .map((purse) => purse.purse),
    ),
  );
  const sums = new Map<Id, Rupiah>();
  if (pledging.size === 0) return sums;
  for (const purse of await pursesHeldBy(tx, program.id, organizations)) {
    if (purse.organization === null || !pledging.has(purse.purse) || purse.amount === 0n) continue;
    sums.set(purse.organization, (sums.get(purse.organization) ?? 0n) + purse.amount);
  }
  return sums;
}
