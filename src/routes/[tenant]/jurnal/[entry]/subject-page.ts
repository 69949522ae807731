import type { Actor, Visitor } from '#kernel/actor.ts';
import { activityById } from '#modules/activities/index.ts';
import { componentMapById, eventById, roundById } from '#modules/assessment/index.ts';
import { forumById, voteById } from '#modules/deliberation/index.ts';
import { filingById } from '#modules/filings/index.ts';
import type { PublicEntry } from '#modules/journal/index.ts';
import { type Obligation, obligationById } from '#modules/obligations/index.ts';
import { programById } from '#modules/programs/index.ts';
import { mayRead, proposalById } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

export type SubjectPage = {
  readonly kind:
    | 'proposal'
    | 'forum'
    | 'activity'
    | 'filing'
    | 'organization'
    | 'program'
    | 'assessment'
    | 'component-map'
    | 'relation-event';
  readonly href: string;
};

/** The page of what an entry is about, for those who may read it; undefined where there is none, as for persons. */
export async function subjectPage(
  tx: Tx,
  viewer: Actor | Visitor,
  entry: PublicEntry,
  home: string,
): Promise<SubjectPage | undefined> {
  const id = entry.subjectId;
  switch (entry.subjectType) {
    case 'proposal': {
      const proposal = await proposalById(tx, id);
      const readable = proposal && !mayRead(viewer, proposal);
      return readable ? { kind: 'proposal', href: `${home}/usulan/${id}` } : undefined;
    }
    case 'forum':
      return (await forumById(tx, id)) && { kind: 'forum', href: `${home}/musyawarah/${id}` };
    case 'vote': {
      const vote = await voteById(tx, id);
      return vote && { kind: 'forum', href: `${home}/musyawarah/${vote.forum}/suara` };
    }
    case 'activity':
      return (await activityById(tx, id)) && { kind: 'activity', href: `${home}/kegiatan/${id}` };
    case 'filing': {
      const report = await filingById(tx, id);
      const readable = report && report.state !== 'draft';
      return readable ? { kind: 'filing', href: `${home}/laporan/${id}` } : undefined;
    }
    case 'obligation': {
      const owed = await obligationById(tx, id);
      return owed && owedPage(owed, home);
    }
    case 'assessment':
      return (
        (await roundById(tx, id)) && { kind: 'assessment', href: `${home}/analisis/instrumen/putaran/${id}` }
      );
    case 'component-map':
      return (
        (await componentMapById(tx, id)) && { kind: 'component-map', href: `${home}/analisis/rantai/${id}` }
      );
    case 'relation-event': {
      const found = await eventById(tx, id);
      const href = found && `${home}/analisis/instrumen/${found.instrument}/peristiwa/${id}`;
      return href ? { kind: 'relation-event', href } : undefined;
    }
    case 'program':
      return { kind: 'program', href: `${home}/program/${(await programById(tx, id)).slug}` };
    default:
      return undefined;
  }
}

/** The page on which it is seen what an obligation is about. */
function owedPage(
  { subjectType, subjectId, organization }: Pick<Obligation, 'subjectType' | 'subjectId' | 'organization'>,
  home: string,
): SubjectPage {
  switch (subjectType) {
    case 'activity':
      return { kind: 'activity', href: `${home}/kegiatan/${subjectId}` };
    case 'proposal':
      return { kind: 'proposal', href: `${home}/usulan/${subjectId}` };
    case 'filing':
      return { kind: 'filing', href: `${home}/laporan/${subjectId}` };
    case 'organization':
    case 'program':
      return { kind: 'organization', href: `${home}/lembaga/${organization}` };
  }
}
