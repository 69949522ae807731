import { type Actor, acting, authorise, type Mandate, type Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { newId } from '#kernel/id.ts';
import { lengthOf, readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import { namesOf, savePlaceFacts } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { readingPlaces } from './place-file.ts';

const SOURCE_LENGTH = { least: 5, most: 300 } as const;

/**
 * Keeps what a file says of places: people, poor households, the point in the middle. All lines or none; what was kept
 * of the same place before gives way where the file says something. The source is published beside every figure made from it.
 */
export async function keepPlaceFacts(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { text: string; source: string },
  waiting: WaitingFor = { who: 'member' },
): Promise<Result<{ places: number }>> {
  // First who, then the work on what they handed in, and nothing of the database is held meanwhile.
  const allowed = await runtime.read(who.tenant, (tx) => allowedArea(tx, authorise(who, 'offices:write')));
  if (isRefusal(allowed)) return refused(allowed);
  const read = await runtime.analyse(readingPlaces, { text: input.text, area: allowed.area }, waiting);
  if (!read.ok) return refused(at('file', read.refusal));
  const facts = read.value;
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const kept = await allowedArea(tx, actor);
    if (isRefusal(kept)) return refused(kept);
    if (kept.area !== allowed.area) return refused(refuse('access.not-found'));
    const { by } = kept;
    const source = readLine(input.source, SOURCE_LENGTH.most);
    const issues: Refusal[] = [];
    if (isRefusal(source)) issues.push(at('source', source));
    else if (lengthOf(source) < SOURCE_LENGTH.least) issues.push(at('source', refuse('input.required')));
    if (input.text.trim() === '') issues.push(at('file', refuse('input.required')));
    const missing = together(issues);
    if (missing || isRefusal(source)) return refused(missing ?? refuse('input.invalid'));
    if ('reason' in facts) {
      return refused(at('file', refuse('places.unreadable', undefined, { ...facts })));
    }
    const known = await namesOf(
      tx,
      facts.map((one) => one.code),
    );
    const strange = facts.findIndex((one) => !known.has(one.code));
    if (strange >= 0) {
      const value = facts[strange]?.code ?? '';
      return refused(
        at(
          'file',
          refuse('places.unreadable', undefined, {
            line: lineOf(input.text, value),
            column: 'kode',
            value,
            reason: 'code',
          }),
        ),
      );
    }
    await savePlaceFacts(tx, facts, source, actor.person);
    await record(tx, acting(actor, by), {
      action: 'places.kept',
      subjectType: 'place-facts',
      subjectId: newId(tx.now),
      region: kept.area,
      summary: { places: facts.length, source },
      // A record holds whole numbers only, so that its digest is the same in every language.
      details: {
        facts: facts.map(({ code, people, poorHouseholds, latitude, longitude }) => ({
          code,
          people,
          poorHouseholds,
          latitude: latitude === null ? null : String(latitude),
          longitude: longitude === null ? null : String(longitude),
        })),
      },
    });
    return ok({ places: facts.length });
  });
}

/** The area whose places somebody may set. */
/** What keeps somebody from keeping facts of places: asked before a file is received. */
export function askToKeepPlaces(runtime: Runtime, who: Actor | Visitor): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', allowedArea);
}

async function allowedArea(
  tx: Tx,
  actor: Actor | Refusal,
): Promise<{ area: RegionCode; by: Mandate } | Refusal> {
  if (isRefusal(actor)) return actor;
  const kept = await steeredArea(tx);
  if (!kept) return refuse('access.not-found');
  const by = maySteer(actor, kept.programs, kept.area);
  return isRefusal(by) ? by : { area: kept.area, by };
}

function lineOf(text: string, code: string): number {
  return text.split(/\r\n|\n|\r/).findIndex((line) => line.includes(code)) + 1;
}
