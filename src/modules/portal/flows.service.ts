import { carriedOutBy } from '#modules/activities/index.ts';
import { spentOutOf } from '#modules/funding/index.ts';
import { entryPath, PERSON, partiesOf, pillarOf, pillarsOf } from '#modules/models/index.ts';
import { countsBy, type Program } from '#modules/programs/index.ts';
import { answersBetween, sentInBy } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Flow, flowsOf, type PillarPart, pillarParts, type Sides } from './flows.ts';

/**
 * What flows between the pillars of a programme, from its records, and what each pillar gives and receives. Anyone may read
 * it. Source: paper 004 figures 5.1 and 5.2.
 */
export async function programFlows(
  tx: Tx,
  program: Program,
): Promise<{ readonly flows: readonly Flow[]; readonly parts: readonly PillarPart[] }> {
  const rows = {
    sent: await sentInBy(tx, program.id),
    spent: await spentOutOf(tx, program.id),
    carried: await carriedOutBy(tx, program.id),
    reached: (await countsBy(tx, program.id, 'scope', program.region)).map(({ key, people }) => ({
      scope: key,
      people,
    })),
    answered: await answersBetween(tx, program.id),
  };
  const sides = sidesOf(program);
  return { flows: flowsOf(rows, sides), parts: pillarParts(rows, sides) };
}

function sidesOf({ model }: Pick<Program, 'model'>): Sides {
  const { residents } = model.parties;
  const pillarOfOffice = (office: string) => {
    const party = partiesOf(model).find((one) => one.offices.some((each) => each.office === office));
    return party && pillarOf([model], party.kind, office);
  };
  const [keeper] = model.funding?.disbursement?.record ?? [];
  return {
    pillars: pillarsOf(model),
    pillarOfParty: (party) => (party === PERSON ? residents : pillarOf([model], party)),
    pillarOfOffice,
    fieldOf: (scope) => entryPath(model, scope)[0]?.id,
    cash: keeper === undefined ? undefined : pillarOfOffice(keeper),
    residents,
  };
}
