import type { CauseMap } from '#analysis/causes/index.ts';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { officialName, type RegionCode } from '#kernel/region.ts';
import {
  type Organization,
  organizationById,
  organizationsById,
  type ToldHistory,
  toldHistory,
} from '#modules/actors/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { keepersOf } from '../network/area-records.service.ts';
import { placesUnder } from '../network/places-under.service.ts';
import { subjectName } from '../subject/subject.service.ts';
import { causeMapById, drawnCauses } from './causes.store.ts';
import { type CauseMapHead, type DrawnCauses, mayDraw, toCauseMap } from './drawn-causes.ts';

/** A map that people drew in this city, as stored and as the analysis reads it. Everybody may read it. */
export type CauseMapFacts = {
  readonly head: CauseMapHead;
  readonly causes: DrawnCauses;
  /** What it is about: a place with what it is (`Kelurahan Pasir Impun`), an institution, two governments. */
  readonly place: string;
  /** The day of its last change, in the city's time. */
  readonly changedOn: IsoDate;
  /** The institutions that do its actions. */
  readonly institutions: ReadonlyMap<Id, Organization>;
  readonly map: CauseMap;
};

/** Reads a map of causes; refused where there is none. */
export async function causeMapFacts(tx: Tx, id: Id, timeZone: string): Promise<CauseMapFacts | Refusal> {
  const head = await causeMapById(tx, id);
  if (!head) return refuse('access.not-found');
  const causes = await drawnCauses(tx, id);
  const place = await subjectName(tx, head);
  const changedOn = dayIn(timeZone, head.changedAt);
  const institutions = await organizationsById(
    tx,
    causes.actions.flatMap((action) => action.responsible ?? []),
  );
  const map = toCauseMap({ ...head, place, date: changedOn }, causes, institutions);
  return { head, causes, place, changedOn, institutions, map };
}

/** Lines of the history shown: the newest. */
const HISTORY = 200;

/** A map of causes with what it belongs to, and what its reader may do with it now. */
export type CauseMapOverview = CauseMapFacts & {
  readonly program: Program | undefined;
  readonly keeper: Organization | undefined;
  /** What keeps somebody signed in from drawing; undefined where nothing does, and for a visitor. */
  readonly draw: Refusal | undefined;
  readonly history: ToldHistory;
};

/** Reads a map of causes with all that its page tells; refused where there is none. */
export async function causeMapOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  timeZone: string,
): Promise<CauseMapOverview | Refusal> {
  const facts = await causeMapFacts(tx, id, timeZone);
  if (isRefusal(facts)) return facts;
  const { head } = facts;
  return {
    ...facts,
    program: head.program ? await programById(tx, head.program) : undefined,
    keeper: await organizationById(tx, head.keeper),
    draw:
      viewer.person === undefined ? undefined : refusalIn(mayDraw(viewer, head.region, await keepersOf(tx))),
    history: await toldHistory(tx, [id], HISTORY),
  };
}

/** A place whose map somebody may draw. */
export type DrawablePlace = { readonly code: RegionCode; readonly name: string };

/**
 * Places whose maps somebody may draw, the largest first; the refusal that says why, where there is none in `city`.
 */
export async function drawablePlaces(
  tx: Tx,
  actor: Actor,
  city: RegionCode,
): Promise<readonly DrawablePlace[] | Refusal> {
  const keepers = await keepersOf(tx);
  const areas = await placesUnder(tx, actor, ['regency', 'district', 'village']);
  const open = areas.flatMap(({ code, name }) =>
    refusalIn(mayDraw(actor, code, keepers)) ? [] : [{ code, name: officialName(code, name) }],
  );
  return open.length > 0 ? open : (refusalIn(mayDraw(actor, city, keepers)) ?? open);
}
