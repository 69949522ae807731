import type { VoteConditions } from '#modules/deliberation/index.ts';
import { m } from '#paraglide/messages.js';
import { count, rupiah } from '#ui/format.ts';

/** What stands beneath a proposal on the slip: what it excludes and why, and whether a part of it may be funded. */
export function slipNotes({ exclusions, parts }: VoteConditions): ReadonlyMap<number, readonly string[]> {
  const notes = new Map<number, string[]>();
  const add = (number: number, note: string) => notes.set(number, [...(notes.get(number) ?? []), note]);
  for (const { numbers, reason } of exclusions) {
    const [one, other] = numbers;
    add(one, m['ballots.pairs.with']({ number: count(other), reason }));
    add(other, m['ballots.pairs.with']({ number: count(one), reason }));
  }
  for (const { number, least, instead } of parts) {
    add(number, m['ballots.part.line']({ least: rupiah(least), instead }));
  }
  return notes;
}

/** The same as sentences of their own, for what bound every rule alike. */
export function conditionLines({ exclusions, parts }: VoteConditions): string[] {
  return [
    ...exclusions.map(({ numbers: [one, other], reason }) =>
      m['ballots.pairs.line']({ one: count(one), other: count(other), reason }),
    ),
    ...parts.map(({ number, least, instead }) =>
      m['ballots.part.numbered']({ number: count(number), least: rupiah(least), instead }),
    ),
  ];
}
