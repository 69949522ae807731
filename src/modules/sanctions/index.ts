export { appealSanction, decideAppeal, sweepAppeals } from './appeal.service.ts';
export { dutyRegister, type Registered, type RegisterFilter } from './register.service.ts';
export { DUTY_STATES, type DutyState } from './register.store.ts';
export {
  answerHearing,
  decideSanction,
  draftSanction,
  type TypedSanction,
  withdrawSanction,
} from './sanction.service.ts';
export { passOnSanctions } from './sanction.store.ts';
export {
  APPEAL_OUTCOMES,
  mayDraft,
  SANCTION_STATES,
  type Sanction,
  STANDINGS,
  type Standing,
} from './sanction.ts';
export {
  type Doing,
  type DraftingOverview,
  draftingOverview,
  type Ground,
  type SanctionFacts,
  type SanctionOverview,
  sanctionFacts,
  sanctionOverview,
} from './sanction-facts.service.ts';
