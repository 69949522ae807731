import type { Endpoint } from './endpoint.ts';
import { activities } from './resources/activities.ts';
import { assessments } from './resources/assessments.ts';
import { awards } from './resources/awards.ts';
import { enteredProposals } from './resources/entered-proposals.ts';
import { filings } from './resources/filings.ts';
import { forums } from './resources/forums.ts';
import { funding } from './resources/funding.ts';
import { funds } from './resources/funds.ts';
import { journal } from './resources/journal.ts';
import { measures } from './resources/measures.ts';
import { models } from './resources/models.ts';
import { needs } from './resources/needs.ts';
import { networks } from './resources/networks.ts';
import { obligations } from './resources/obligations.ts';
import { people } from './resources/people.ts';
import { portal } from './resources/portal.ts';
import { prices } from './resources/prices.ts';
import { priorities } from './resources/priorities.ts';
import { programs } from './resources/programs.ts';
import { proposalDocuments } from './resources/proposal-documents.ts';
import { proposals } from './resources/proposals.ts';
import { regions } from './resources/regions.ts';
import { registers } from './resources/registers.ts';
import { sanctions } from './resources/sanctions.ts';
import { scenarios } from './resources/scenarios.ts';
import { steering } from './resources/steering.ts';
import { suppliers } from './resources/suppliers.ts';
import { talks } from './resources/talks.ts';
import { trails } from './resources/trails.ts';
import { votes } from './resources/votes.ts';

/** Every address of the API below `/api/v1`. Routes and document are made from this list. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...programs,
  ...steering,
  ...models,
  ...proposals,
  ...proposalDocuments,
  ...enteredProposals,
  ...needs,
  ...trails,
  ...forums,
  ...votes,
  ...funding,
  ...funds,
  ...suppliers,
  ...prices,
  ...activities,
  ...filings,
  ...obligations,
  ...sanctions,
  ...scenarios,
  ...talks,
  ...measures,
  ...portal,
  ...priorities,
  ...registers,
  ...networks,
  ...assessments,
  ...awards,
  ...people,
  ...journal,
  ...regions,
];
