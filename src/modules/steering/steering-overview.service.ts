import type { Actor } from '#kernel/actor.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import {
  ceilingsOfModel,
  type GivenByModel,
  type GivenSummary,
  givenInArea,
  type ListedPurse,
  listPurses,
} from '#modules/funding/index.ts';
import {
  type KeptWindow,
  mayClose,
  maySteer,
  type OpenMatters,
  type Program,
  type PublishedVersion,
  publishedVersions,
  windowsKept,
} from '#modules/programs/index.ts';
import { childrenOf, pathTo, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { openMatters } from './open-close.service.ts';

/** What whoever steers a programme sees of it: its calendar, what still waits, and what keeps it from being closed now. */
export type SteeringOverview = {
  readonly windows: readonly KeptWindow[];
  readonly matters: OpenMatters;
  readonly close: Refusal | undefined;
  /** On what a further programme can be opened, the newest first. */
  readonly published: readonly PublishedVersion[];
};

/** Reads what there is to steer of a programme, for those who steer it. */
export async function steeringOverview(
  tx: Tx,
  actor: Actor,
  program: Program,
): Promise<SteeringOverview | Refusal> {
  const by = maySteer(actor, [program], program.region);
  if (isRefusal(by)) return by;
  const matters = await openMatters(tx, program);
  return {
    windows: windowsKept(program),
    matters,
    close: mayClose(program, tx.today, matters),
    published: await publishedVersions(tx),
  };
}

const PURSES = 50;

/** The ceilings of an area beside what the model gives, and in a village each purse. */
export type CeilingsOverview = {
  readonly area: RegionCode;
  readonly path: readonly Region[];
  readonly below: readonly Region[];
  readonly ceilings: readonly (GivenByModel & { readonly given: GivenSummary | undefined })[];
  readonly purses: readonly ListedPurse[];
};

/** Reads the ceilings of an area of a programme, for those who steer it; another address than one within it is the whole. */
export async function ceilingsOverview(
  tx: Tx,
  actor: Actor,
  program: Program,
  asked: string,
): Promise<CeilingsOverview | Refusal> {
  const by = maySteer(actor, [program], program.region);
  if (isRefusal(by)) return by;
  const level = levelOf(asked);
  const inside = level !== undefined && level !== 'neighbourhood' && within(asked, program.region);
  const path = inside ? await pathTo(tx, asked) : [];
  const area = path.some((one) => one.code === asked) ? asked : program.region;
  const given = await givenInArea(tx, program.id, area);
  const isVillage = levelOf(area) === 'village';
  return {
    area,
    path: path.filter((one) => one.code !== program.region && within(one.code, program.region)),
    below: isVillage ? [] : await childrenOf(tx, area),
    ceilings: ceilingsOfModel(program.model).map((one) => ({
      ...one,
      given: given.find((row) => row.purse === one.purse && row.party === one.party),
    })),
    purses: isVillage ? await listPurses(tx, { program: program.id, area }, PURSES) : [],
  };
}
