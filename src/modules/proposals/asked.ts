import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Answers, shownAnswers } from '#modules/fields/index.ts';
import {
  type CatalogueEntry,
  entriesIn,
  isFor,
  type ProposalKind,
  proposalKind,
} from '#modules/models/index.ts';
import { type Program, windowFor } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { answersIn, type ListedProposal } from './proposal.store.ts';
import { type Proposal, photosWanted } from './proposal.ts';

/** What its kind asks of a proposal: which parts and fields, the entries of the catalogue it may be about, how many photos, and until when. */
export type Asked = Pick<ProposalKind, 'asks' | 'entry' | 'fields' | 'costs'> & {
  readonly until: IsoDate;
  readonly photos: number;
  readonly entries: readonly CatalogueEntry[];
};

export function askedOf(
  program: Program,
  { kind: name, party }: Pick<Proposal, 'kind' | 'party'>,
  today: IsoDate,
): Asked {
  const kind = proposalKind(program.model, name);
  return {
    asks: kind.asks,
    entry: kind.entry,
    fields: kind.fields,
    costs: kind.costs,
    until: windowFor(program, kind, today).to,
    photos: photosWanted(kind),
    entries: kind.entry === 'none' ? [] : entriesIn(program.model).filter((one) => isFor(one, party)),
  };
}

/** What everybody may read of the answers in some proposals of a programme, by proposal. */
export async function publicAnswersOf(
  tx: Tx,
  program: Program,
  proposals: readonly Pick<ListedProposal, 'id' | 'kind'>[],
): Promise<Map<Id, Answers>> {
  const answers = await answersIn(
    tx,
    proposals.map((one) => one.id),
  );
  return new Map(
    proposals.map(({ id, kind }) => {
      const { fields } = proposalKind(program.model, kind);
      const shown = shownAnswers(fields, answers.get(id) ?? {}, 'public');
      return [
        id,
        Object.fromEntries(shown.flatMap((one) => (one.withheld ? [] : [[one.field.key, one.value]]))),
      ];
    }),
  );
}
