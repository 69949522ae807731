import type { Id } from '#kernel/id.ts';
import type { Organization } from '#modules/actors/index.ts';
import { readMeasures } from '#modules/measures/index.ts';
import type { AwardRules } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { AwardRound } from './award.ts';
import type { Candidate } from './computation.ts';
import type { Jury } from './jury.service.ts';
import type { Mark } from './mark.store.ts';

/**
 * What is known of every candidate: figures of the records up to the last day of marking (or today, where it is closed
 * before), and the marks of those who sat on the jury and held no office in it. Marks of others do not count.
 */
export async function evidenceOf(
  tx: Tx,
  about: {
    readonly program: Program;
    readonly award: AwardRules;
    readonly round: AwardRound;
    readonly jury: Jury;
    readonly marks: readonly Mark[];
    readonly organizations: ReadonlyMap<Id, Organization>;
  },
): Promise<readonly Candidate[]> {
  const { program, award, round, jury, marks, organizations } = about;
  const keys = award.aspects.flatMap(({ measures }) => measures.map((one) => one.measure));
  const until = round.marksUntil < tx.today ? round.marksUntil : tx.today;
  const found: Candidate[] = [];
  for (const [id, party] of organizations) {
    const says = await readMeasures(tx, keys, { program, area: program.region, until, party });
    const concerned = jury.jurors.filter((juror) => jury.isConcerned(juror, party.id));
    const counted = marks.filter(
      (one) => one.candidate === id && jury.jurors.includes(one.juror) && !concerned.includes(one.juror),
    );
    found.push({
      organization: party.id,
      name: party.name,
      conflicts: concerned.length,
      evidence: award.aspects.map(({ aspect, measures }) => ({
        figures: measures.map(({ measure }) => {
          const answer = says.get(measure);
          return answer?.answer === 'figure'
            ? { measure, value: answer.value, evidence: answer.evidence }
            : { measure, value: null, evidence: [] };
        }),
        marks: counted.filter((one) => one.aspect === aspect).map((one) => one.mark),
      })),
    });
  }
  return found;
}
