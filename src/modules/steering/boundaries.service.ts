import { createHash } from 'node:crypto';
import { type Acting, type Actor, acting, authorise, type Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { newId } from '#kernel/id.ts';
import { lengthOf, readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ancestor, LEVELS, levelOf, type RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import {
  BOUNDARY_FILE_LIMITS,
  boundarySets,
  type DrawnLevel,
  type KeptBoundaries,
  namesOf,
  type PlaceToDraw,
  type ReadBoundaries,
  readingBoundaries,
  regionsWithin,
  removeBoundaries,
  saveBoundaries,
} from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';

const SOURCE_LENGTH = { least: 5, most: 300 } as const;

/** Boundaries as they are handed in: a file of all places of a level, who made it, the property that names the places. */
export type HandedBoundaries = {
  readonly level: string;
  readonly source: string;
  /** Empty: whichever names them is found. */
  readonly property: string;
  readonly bytes: Uint8Array;
};

/** Levels of which an area has boundaries, the widest first: kecamatan and kelurahan of a city. */
export function drawnLevels(area: RegionCode): readonly DrawnLevel[] {
  const beneath = LEVELS.indexOf(levelOf(area) ?? 'regency') + 1;
  return LEVELS.slice(beneath, beneath + 2).filter(
    (one): one is DrawnLevel => one === 'regency' || one === 'district' || one === 'village',
  );
}

/** What keeps somebody from keeping boundaries: asked before a file is received. */
export function askToKeepBoundaries(runtime: Runtime, who: Actor | Visitor): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', allowedArea);
}

/**
 * Keeps the boundaries of all places of a level, in place of those before: whole, or nothing. They are read, checked and
 * drawn in a process of its own.
 */
export async function keepBoundaries(
  runtime: Runtime,
  who: Actor | Visitor,
  handed: HandedBoundaries,
  waiting: WaitingFor = { who: 'member' },
): Promise<Result<KeptOfLevel>> {
  // First who, then the work on what they handed in, and nothing of the database is held meanwhile.
  const asked = await runtime.read(who.tenant, async (tx) => {
    const allowed = await allowedArea(tx, authorise(who, 'offices:write'));
    return isRefusal(allowed) ? allowed : readHanded(tx, handed, allowed.area);
  });
  if (isRefusal(asked)) return refused(asked);
  const drawn = await drawBoundaries(runtime, handed, asked.places, waiting);
  if (isRefusal(drawn)) return refused(drawn);
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const allowed = await allowedArea(tx, actor);
    if (isRefusal(allowed)) return refused(allowed);
    return ok(await enterBoundaries(tx, acting(actor, allowed.by), allowed.area, { ...asked, ...drawn }));
  });
}

/** The same by whoever was authorised already: the operator at the command line. */
export async function keepBoundariesOf(
  runtime: Runtime,
  by: Acting,
  area: RegionCode,
  handed: HandedBoundaries,
): Promise<Result<KeptOfLevel>> {
  const asked = await runtime.read(by.tenant, (tx) => readHanded(tx, handed, area));
  if (isRefusal(asked)) return refused(asked);
  const drawn = await drawBoundaries(runtime, handed, asked.places, { who: 'member' });
  if (isRefusal(drawn)) return refused(drawn);
  return runtime.change(by, 'offices:write', async (tx) =>
    ok(await enterBoundaries(tx, by, area, { ...asked, ...drawn })),
  );
}

export type KeptOfLevel = { readonly level: DrawnLevel; readonly places: number };

async function enterBoundaries(
  tx: Tx,
  by: Acting,
  area: RegionCode,
  kept: KeptBoundaries,
): Promise<KeptOfLevel> {
  const { level, source, property, fileHash } = kept;
  const places = kept.places.length;
  await saveBoundaries(tx, kept, by.person);
  await record(tx, by, {
    action: 'boundaries.kept',
    subjectType: 'boundaries',
    subjectId: newId(tx.now),
    region: area,
    summary: { level, places, source },
    details: { property, file: fileHash },
  });
  return { level, places };
}

/** Takes the boundaries of a level away: what was drawn on them is drawn as tiles again. */
export async function takeBoundariesAway(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly level: string; readonly reason: string },
): Promise<Result<{ level: DrawnLevel }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const allowed = await allowedArea(tx, actor);
    if (isRefusal(allowed)) return refused(allowed);
    const reason = readLong(input.reason, 'reason');
    if (isRefusal(reason)) return refused(reason);
    const kept = (await boundarySets(tx)).find((one) => one.level === input.level);
    if (!kept) return refused(refuse('access.not-found'));
    const { level, places } = kept;
    await removeBoundaries(tx, level);
    await record(tx, acting(actor, allowed.by), {
      action: 'boundaries.taken-away',
      subjectType: 'boundaries',
      subjectId: newId(tx.now),
      region: allowed.area,
      summary: { level, places, reason },
    });
    return ok({ level });
  });
}

async function allowedArea(tx: Tx, actor: Actor | Refusal) {
  if (isRefusal(actor)) return actor;
  const steered = await steeredArea(tx);
  if (!steered) return refuse('access.not-found');
  const by = maySteer(actor, steered.programs, steered.area);
  return isRefusal(by) ? by : { area: steered.area, by };
}

/** What was handed in beside the file, everything that is wrong at once, and the places that the file has to show. */
async function readHanded(tx: Tx, { level, source, bytes }: HandedBoundaries, area: RegionCode) {
  const drawn = drawnLevels(area).find((one) => one === level);
  const named = readLong(source, 'source');
  const issues: Refusal[] = [];
  if (!drawn) issues.push(at('level', refuse('input.choice')));
  if (isRefusal(named)) issues.push(named);
  if (bytes.length === 0) issues.push(at('file', refuse('input.required')));
  else if (bytes.length > BOUNDARY_FILE_LIMITS.bytes) {
    issues.push(at('file', refuse('file.too-large', undefined, { limit: BOUNDARY_FILE_LIMITS.bytes })));
  }
  const missing = together(issues);
  if (missing || !drawn || isRefusal(named)) return missing ?? refuse('input.invalid');
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  return { level: drawn, source: named, fileHash, places: await placesToDraw(tx, area, drawn) };
}

function readLong(typed: string, field: string): string | Refusal {
  const line = readLine(typed, SOURCE_LENGTH.most);
  if (isRefusal(line)) return at(field, line);
  return lengthOf(line) < SOURCE_LENGTH.least ? at(field, refuse('input.required')) : line;
}

/** The places of a level, each with what stands above it. */
async function placesToDraw(tx: Tx, area: RegionCode, level: DrawnLevel): Promise<PlaceToDraw[]> {
  const places = await regionsWithin(tx, area, level);
  const aboveLevel = LEVELS[LEVELS.indexOf(level) - 1] ?? 'province';
  const above = await namesOf(
    tx,
    places.map((one) => ancestor(one.code, aboveLevel)),
  );
  return places.map(({ code, name }) => ({ code, name, above: above.get(ancestor(code, aboveLevel)) ?? '' }));
}

async function drawBoundaries(
  runtime: Runtime,
  { bytes, property }: HandedBoundaries,
  places: readonly PlaceToDraw[],
  waiting: WaitingFor,
): Promise<ReadBoundaries | Refusal> {
  const read = await runtime.analyse(
    readingBoundaries,
    { bytes, places, property: property.trim() },
    waiting,
  );
  if (!read.ok) return at('file', read.refusal);
  if (!('reason' in read.value)) return read.value;
  const { feature, place, value, reason } = read.value;
  return at('file', refuse('boundaries.unreadable', undefined, { feature, place, value, reason }));
}
