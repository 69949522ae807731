import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import {
  allOrganizationsIn,
  type Organization,
  organizationsAt,
  organizationsById,
} from '#modules/actors/index.ts';
import type { Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { AREA_LIMITS } from './area-network.ts';
import { keepersOf } from './area-records.service.ts';
import { placesUnder } from './places-under.service.ts';
import { mayAnswerFor } from './surveyed-ties.ts';
import { placesAbove } from './tie.service.ts';
import { answersOf, type NamedActor, namedActorsIn } from './tie.store.ts';

/** Answers listed beneath the form: the newest. */
const ANSWERS = 100;

/** What the survey of a village asks somebody. */
export type SurveyForm = {
  /** The institutions and offices that they answer for. */
  readonly respondents: readonly Organization[];
  /** Why they answer for none; undefined where they do, and where there is nobody to answer for. */
  readonly refusal: Refusal | undefined;
  /** Institutions and offices they may name, and actors that were named before. */
  readonly everyone: readonly Organization[];
  readonly named: readonly NamedActor[];
  /** What they answered so far, newest first. */
  readonly answers: Awaited<ReturnType<typeof answersOf>>;
};

/** The villages that an officer can answer in: those of their offices, and those their office is over. */
export function surveyedVillages(tx: Tx, actor: Actor): Promise<Region[]> {
  return placesUnder(tx, actor, ['village']);
}

/** Reads the survey of a village for an officer; what they may not answer is refused with its rule. */
export async function surveyForm(tx: Tx, actor: Actor, village: RegionCode): Promise<SurveyForm> {
  const keepers = await keepersOf(tx);
  const institutions = await allOrganizationsIn(tx, village, AREA_LIMITS.actors);
  const offices = await organizationsById(
    tx,
    actor.mandates.map((held) => held.organization.id),
  );
  const above = await organizationsAt(tx, placesAbove(village));
  const everyone = [
    ...new Map<Id, Organization>(
      [...institutions, ...above, ...offices.values()].map((one) => [one.id, one]),
    ).values(),
  ];
  const respondents = everyone.filter((one) => refusalIn(mayAnswerFor(actor, one, keepers)) === undefined);
  const [refused] = respondents.length > 0 ? [] : institutions;
  return {
    respondents,
    refusal: refused && refusalIn(mayAnswerFor(actor, refused, keepers)),
    everyone,
    named: await namedActorsIn(tx, village, AREA_LIMITS.actors),
    answers: await answersOf(
      tx,
      respondents.map((one) => one.id),
      ANSWERS,
    ),
  };
}
