import type { IsoDate } from '#kernel/date.ts';
import type { Party } from '#modules/models/index.ts';
import type { OfficeHeld } from './office.ts';

/** A kind of seat of a body on a day: who sits there, and how many seats are empty. */
export type Seats = {
  readonly office: string;
  readonly label: Party['offices'][number]['label'];
  readonly count: number;
  readonly held: readonly OfficeHeld[];
  readonly empty: number;
  /** Who sits there from a later day. */
  readonly coming: readonly OfficeHeld[];
  /** The last day of the last one who sat there, where nobody does any more. */
  readonly lapsedOn: IsoDate | undefined;
};

/** The seats of a body on a day, in the model's order. */
export function seatsOf(party: Pick<Party, 'offices'>, all: readonly OfficeHeld[], today: IsoDate): Seats[] {
  return party.offices.map(({ office, label, count = 1 }) => {
    const here = all.filter((one) => one.office === office);
    const begun = here.filter((one) => one.startsOn <= today);
    const held = begun.filter((one) => one.endsOn === null || one.endsOn >= today);
    const last = begun
      .flatMap((one) => one.endsOn ?? [])
      .sort()
      .at(-1);
    return {
      office,
      label,
      count,
      held,
      empty: Math.max(0, count - held.length),
      coming: here.filter((one) => one.startsOn > today),
      lapsedOn: held.length === 0 ? last : undefined,
    };
  });
}

/** On which days how many of the seats that are held fall empty, the next first: what lapses with a term. */
export function lapsing(seats: readonly Seats[]): { readonly day: IsoDate; readonly seats: number }[] {
  const ends = seats.flatMap((one) => one.held.flatMap((held) => held.endsOn ?? []));
  return [...Map.groupBy(ends, (day) => day)]
    .map(([day, those]) => ({ day, seats: those.length }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}
