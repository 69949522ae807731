import { addMonths, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import {
  basisOf,
  type ForumRules,
  type Model,
  type ProposalKind,
  type YearWindow,
} from '#modules/models/index.ts';

/** A part of the programme's year, both days included; `cite` is the document by which the city set it otherwise than its model. */
export type Window = { readonly from: IsoDate; readonly to: IsoDate; readonly cite?: string };

/** When proposals of each kind are taken and forums of each kind sit, by kind. */
export type Windows = {
  readonly proposals: Readonly<Record<string, Window>>;
  readonly forums: Readonly<Record<string, Window>>;
};

/**
 * A model at work in a region and year. The model is the published text that it pins: that of today, or where a programme
 * is read for something that runs in it, the one by which that thing goes (`pin.ts`).
 */
export type Program = {
  readonly id: Id;
  readonly slug: string;
  readonly model: Model;
  /** The moment by whose rules it is read; what begins by them now keeps it. */
  readonly asOf: Date;
  readonly fiscalYear: number;
  readonly region: RegionCode;
  readonly windows: Windows;
  readonly state: 'open' | 'closed';
};

/** A part of each year as it lies in a fiscal year; one that ends before it begins ends in the year after. */
function dated({ from, to }: YearWindow, fiscalYear: number): Window {
  return { from: `${fiscalYear}-${from}`, to: `${from <= to ? fiscalYear : fiscalYear + 1}-${to}` };
}

/** The model's windows in a fiscal year, unless the city has edited its calendar. */
export function windowsIn(model: Model, fiscalYear: number): Windows {
  return {
    proposals: Object.fromEntries(model.proposals.map((one) => [one.kind, dated(one.window, fiscalYear)])),
    forums: Object.fromEntries(model.forums.map((one) => [one.forum, dated(one.window, fiscalYear)])),
  };
}

type Seasoned = Pick<Program, 'model' | 'windows' | 'fiscalYear'>;

/** A window so many years later; a 29 February that a year does not have is its 28th. */
function later(window: Window, years: number): Window {
  const moved = (day: IsoDate) => addMonths(day, 12 * years);
  return years === 0 ? window : { ...window, from: moved(window.from), to: moved(window.to) };
}

/**
 * The window of a day: the one in which it lies, else the next to come, else the last. A programme of several years has
 * one in each of them. Source: model `window` and `lasts`.
 */
function windowOn(program: Seasoned, first: Window, on: IsoDate): Window {
  const { from, to } = yearsOf(program);
  const windows = Array.from({ length: to - from + 1 }, (_, i) => later(first, i));
  return windows.find((one) => on <= one.to) ?? windows.at(-1) ?? first;
}

/**
 * When proposals of a kind are taken, of the window that a day lies in or is nearest before: as the city's calendar says,
 * else as its model does.
 */
export function windowFor(program: Seasoned, kind: ProposalKind, on: IsoDate): Window {
  const first = ownEntry(program.windows.proposals, kind.kind) ?? dated(kind.window, program.fiscalYear);
  return windowOn(program, first, on);
}

/** When forums of a kind sit, by the same rule. */
export function sittingWindow(program: Seasoned, rules: ForumRules, on: IsoDate): Window {
  const first = ownEntry(program.windows.forums, rules.forum) ?? dated(rules.window, program.fiscalYear);
  return windowOn(program, first, on);
}

/** Of what kind of things a window is, and of which: proposals of a kind, sittings of one of the model's forums. */
export type WindowOf = { readonly of: 'proposals' | 'forums'; readonly name: string };

/** A window as the city set it or its model says, both for the first year of the programme; the model's basis is named by its id. */
export type KeptWindow = WindowOf & {
  readonly kept: Window;
  readonly ofModel: Window & { readonly basis: string };
};

/** Every window of a programme: what holds, and what its model says. */
export function windowsKept({ model, fiscalYear, windows }: Seasoned): readonly KeptWindow[] {
  const told = (of: WindowOf['of'], name: string, rules: YearWindow): KeptWindow => {
    const ofModel = dated(rules, fiscalYear);
    const kept = ownEntry(windows[of], name) ?? ofModel;
    return { of, name, kept, ofModel: { ...ofModel, basis: rules.basis } };
  };
  return [
    ...model.proposals.map((one) => told('proposals', one.kind, one.window)),
    ...model.forums.map((one) => told('forums', one.forum, one.window)),
  ];
}

/** Refuses when the programme is closed. */
export function mustBeOpen(program: Program): Refusal | undefined {
  return program.state === 'open'
    ? undefined
    : refuse('program.closed', undefined, { program: program.slug });
}

/** A fiscal year is the calendar year. */
const FISCAL_YEAR = { cite: 'UU 17/2003', rule: 'Pasal 4' };

/** The first and the last fiscal year of a programme. Source: model `lasts`. */
export function yearsOf({ model, fiscalYear }: Pick<Program, 'model' | 'fiscalYear'>): {
  readonly from: number;
  readonly to: number;
} {
  return { from: fiscalYear, to: fiscalYear + (model.lasts?.years ?? 1) - 1 };
}

/** Refuses while the programme's last year is not over. Source: UU 17/2003, Pasal 4. */
export function mustBeOver(
  program: Pick<Program, 'model' | 'fiscalYear'>,
  today: IsoDate,
): Refusal | undefined {
  return Number(today.slice(0, 4)) > yearsOf(program).to ? undefined : refuse('program.running', FISCAL_YEAR);
}

/** What of a programme waits for somebody and could not be ended once it is closed. */
export type OpenMatters = {
  /** Proposals that were sent and wait for an answer or a forum. */
  readonly proposals: number;
  /** Forums that are called, sit or are adjourned. */
  readonly forums: number;
  /** Recorded movements of money that wait to be examined. */
  readonly vouchers: number;
};

/** Refuses to close a programme that is closed, whose years are not over, or in which something still waits. */
export function mayClose(program: Program, today: IsoDate, matters: OpenMatters): Refusal | undefined {
  const { proposals, forums, vouchers } = matters;
  return (
    mustBeOpen(program) ??
    mustBeOver(program, today) ??
    (proposals + forums + vouchers === 0
      ? undefined
      : refuse('program.open-matters', undefined, { proposals, forums, vouchers }))
  );
}

/** Refuses a day outside the window in which proposals of a kind are taken. */
export function mustTakeProposals(program: Program, kind: ProposalKind, today: IsoDate): Refusal | undefined {
  const window = windowFor(program, kind, today);
  const { from, to } = window;
  if (today >= from && today <= to) return mustBeOpen(program);
  return refuse('program.window', windowBasis(program, window, kind.window.basis), { from, to });
}

/** What a window is cited with: the city's document where it set the window itself, else the basis of its model. */
export function windowBasis({ model }: Pick<Program, 'model'>, window: Window, basis: string): Basis {
  return window.cite === undefined ? basisOf(model, basis) : { cite: window.cite };
}
