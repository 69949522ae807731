import type { IsoDate } from '#kernel/date.ts';
import { type CatalogueEntry, entriesIn, isFor, proposalKind } from '#modules/models/index.ts';
import { type Program, windowFor } from '#modules/programs/index.ts';
import { type Proposal, photosWanted } from './proposal.ts';

/** What its kind asks of a proposal: the entries of the catalogue it may be about, how many photos, and until when. */
export type Asked = {
  readonly until: IsoDate;
  readonly photos: number;
  readonly entries: readonly CatalogueEntry[];
};

export function askedOf(program: Program, { kind: name, party }: Pick<Proposal, 'kind' | 'party'>): Asked {
  const kind = proposalKind(program.model, name);
  return {
    until: windowFor(program, kind).to,
    photos: photosWanted(kind),
    entries: entriesIn(program.model).filter((one) => isFor(one, party)),
  };
}
