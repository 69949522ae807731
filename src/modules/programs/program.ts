import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { basisOf, type Model } from '#modules/models/index.ts';

/** A part of the programme's year, both days included. */
export type Window = { readonly from: IsoDate; readonly to: IsoDate };

/** A model at work in a region and year. The model is frozen as it was when the programme opened. */
export type Program = {
  readonly id: Id;
  readonly slug: string;
  readonly model: Model;
  readonly fiscalYear: number;
  readonly region: RegionCode;
  readonly windows: { readonly proposals: Window; readonly forum: Window };
  readonly state: 'open' | 'closed';
};

/** The model's windows in a fiscal year, unless the city has edited its calendar. */
export function windowsIn(model: Model, fiscalYear: number): Program['windows'] {
  const dated = (window: { from: string; to: string }) => ({
    from: `${fiscalYear}-${window.from}`,
    to: `${fiscalYear}-${window.to}`,
  });
  return { proposals: dated(model.proposals.window), forum: dated(model.deliberation.window) };
}

/** Refuses when the programme is closed. */
export function mustBeOpen(program: Program): Refusal | undefined {
  return program.state === 'open'
    ? undefined
    : refuse('program.closed', undefined, { program: program.slug });
}

/** A fiscal year is the calendar year. */
const FISCAL_YEAR = { cite: 'UU 17/2003', rule: 'Pasal 4' };

/** Refuses while the programme's year is not over. Source: UU 17/2003, Pasal 4. */
export function mustBeOver(program: Pick<Program, 'fiscalYear'>, today: IsoDate): Refusal | undefined {
  return Number(today.slice(0, 4)) > program.fiscalYear ? undefined : refuse('program.running', FISCAL_YEAR);
}

/** Refuses a day outside the window in which proposals are taken. */
export function mustTakeProposals(program: Program, today: IsoDate): Refusal | undefined {
  const { from, to } = program.windows.proposals;
  if (today >= from && today <= to) return mustBeOpen(program);
  return refuse('program.window', basisOf(program.model, program.model.proposals.windowBasis), { from, to });
}
