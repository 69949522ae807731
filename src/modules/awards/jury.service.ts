import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { officesOf, organizationsIn, type Post, postsOf } from '#modules/actors/index.ts';
import type { AwardRules } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type AwardRound, isConcerned, roundDays, type Tenure } from './award.ts';
import type { Mark } from './mark.store.ts';

/** People who sit on the jury of an award on some day of a span, each once. */
export async function jurorsIn(
  tx: Tx,
  award: Pick<AwardRules, 'jury'>,
  region: string,
  days: { readonly from: IsoDate; readonly until: IsoDate },
): Promise<readonly Id[]> {
  const people = new Set<Id>();
  for (const { id } of await organizationsIn(tx, region, [award.jury])) {
    for (const one of await officesOf(tx, id)) {
      if (one.startsOn <= days.until && (one.endsOn === null || one.endsOn >= days.from))
        people.add(one.person);
    }
  }
  return [...people];
}

/** Every office that some people hold or held, by person. */
export async function tenuresOf(tx: Tx, people: readonly Id[]): Promise<ReadonlyMap<Id, readonly Tenure[]>> {
  return Map.groupBy(await postsOf(tx, people), (post: Post) => post.person);
}

/** Who marks in a round, and whom each of them may not mark. */
export type Jury = {
  readonly jurors: readonly Id[];
  readonly isConcerned: (juror: Id, candidate: Id) => boolean;
};

/** The jury of a round over its days of marking, with the offices of its members in candidates. */
export async function juryOf(tx: Tx, award: AwardRules, round: AwardRound): Promise<Jury> {
  const days = { from: round.marksFrom, until: round.marksUntil };
  const jurors = await jurorsIn(tx, award, round.region, days);
  const tenures = await tenuresOf(tx, jurors);
  return {
    jurors,
    isConcerned: (juror, candidate) => isConcerned(tenures.get(juror) ?? [], candidate, roundDays(round)),
  };
}

/** How many marks could still be given: of every juror, each aspect that jurors mark of each candidate they may mark. */
export function missingMarks(
  award: Pick<AwardRules, 'aspects'>,
  jury: Jury,
  candidates: readonly Id[],
  marks: readonly Mark[],
): number {
  const aspects = award.aspects.filter((one) => one.jury).map((one) => one.aspect);
  const given = new Set(marks.map((one) => `${one.juror} ${one.candidate} ${one.aspect}`));
  return jury.jurors.reduce(
    (sum, juror) =>
      sum +
      candidates
        .filter((candidate) => !jury.isConcerned(juror, candidate))
        .reduce(
          (inner, candidate) =>
            inner + aspects.filter((aspect) => !given.has(`${juror} ${candidate} ${aspect}`)).length,
          0,
        ),
    0,
  );
}
