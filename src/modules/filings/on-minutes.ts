import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import type { ForumState } from '#modules/deliberation/index.ts';
import { basisOf, type FilingKind, type Model } from '#modules/models/index.ts';
import { daysToldOf } from './figures.ts';
import type { Filing } from './filing.ts';

/** A meeting, as far as a filing may rest on its minutes. */
export type Meeting = {
  readonly id: Id;
  readonly program: Id;
  readonly forum: string;
  readonly region: RegionCode;
  readonly calledFor: IsoDate;
  readonly state: ForumState;
};

/** Whether the step that a filing waits for says yes on the minutes of a meeting alone. */
export function wantsMinutes({ minutes }: Pick<FilingKind, 'minutes'>, step: string | undefined): boolean {
  return minutes !== undefined && minutes.step === step;
}

/** Whether a filing may rest on a meeting: of the forum that its model names, over its place, sealed, not before its period. */
export function mayRestOn(
  rules: Pick<FilingKind, 'minutes' | 'due'>,
  { program, region, occasion }: Pick<Filing, 'program' | 'region' | 'occasion'>,
  meeting: Meeting,
  today: IsoDate,
): boolean {
  return (
    meeting.state === 'sealed' &&
    meeting.program === program &&
    meeting.forum === rules.minutes?.of &&
    within(region, meeting.region) &&
    meeting.calledFor >= daysToldOf(rules, occasion, today).from
  );
}

/**
 * Refuses a yes of a step that rests on the minutes of a meeting where none is named, or one on which the filing cannot rest.
 * Source: model `filings[].minutes`.
 */
export function mustRestOnMinutes(
  model: Model,
  rules: FilingKind,
  filing: Pick<Filing, 'program' | 'region' | 'occasion'>,
  step: string,
  meeting: Meeting | undefined,
  today: IsoDate,
): Refusal | undefined {
  if (!wantsMinutes(rules, step)) return undefined;
  return meeting && mayRestOn(rules, filing, meeting, today)
    ? undefined
    : refuse('filing.no-minutes', basisOf(model, rules.minutes?.basis ?? rules.basis));
}
