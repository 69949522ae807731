import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import {
  basisOf,
  type ForumRules,
  type Model,
  type ProposalKind,
  type YearWindow,
} from '#modules/models/index.ts';

/** A part of the programme's year, both days included. */
export type Window = { readonly from: IsoDate; readonly to: IsoDate };

/** When proposals of each kind are taken and forums of each kind sit, by kind. */
export type Windows = {
  readonly proposals: Readonly<Record<string, Window>>;
  readonly forums: Readonly<Record<string, Window>>;
};

/** A model at work in a region and year. The model is frozen as it was when the programme opened. */
export type Program = {
  readonly id: Id;
  readonly slug: string;
  readonly model: Model;
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

/** When proposals of a kind are taken: as the city's calendar says, else as its model does. */
export function windowFor(program: Pick<Program, 'windows' | 'fiscalYear'>, kind: ProposalKind): Window {
  return ownEntry(program.windows.proposals, kind.kind) ?? dated(kind.window, program.fiscalYear);
}

/** When forums of a kind sit: as the city's calendar says, else as its model does. */
export function sittingWindow(program: Pick<Program, 'windows' | 'fiscalYear'>, rules: ForumRules): Window {
  return ownEntry(program.windows.forums, rules.forum) ?? dated(rules.window, program.fiscalYear);
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

/** Refuses a day outside the window in which proposals of a kind are taken. */
export function mustTakeProposals(program: Program, kind: ProposalKind, today: IsoDate): Refusal | undefined {
  const { from, to } = windowFor(program, kind);
  if (today >= from && today <= to) return mustBeOpen(program);
  return refuse('program.window', basisOf(program.model, kind.window.basis), { from, to });
}
