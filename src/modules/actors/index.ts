export {
  type AccountChange,
  type AccountRuntime,
  actorsOf,
  alongWith,
  createAccount,
  type NewAccount,
  recordAccountChange,
} from './account.service.ts';
export { type DemoAccount, demoAccounts, homeOf, tenantsOfUser } from './account.store.ts';
export { checkNewPassword, PASSWORD_LENGTH } from './account.ts';
export { actorById, loadActor, loadTokenActor, type SignedIn } from './actor.service.ts';
export {
  insertPerson,
  type Person,
  type PersonWithMandates,
  peopleIn,
  personById,
  personByPhone,
  personByUser,
  phonesOf,
} from './actor.store.ts';
export { type BodyOverview, bodiesOf, formBody, type StandingBody } from './body.service.ts';
export { type Seats, seatsOf } from './body.ts';
export { coverageOf, type OfficeCoverage } from './coverage.store.ts';
export { foundOrganization, layOutTerritory, operatorOf, stewardOf } from './found-city.service.ts';
export { faultsInInstitutions } from './institution-check.ts';
export { InstitutionPlan } from './institution-plan.ts';
export {
  beginMembership,
  endMembership,
  keepMembership,
  leftOf,
  membershipIn,
  membershipsIn,
  partiesIn,
  type TakingPart,
} from './membership.store.ts';
export {
  comesAndGoes,
  type Ending,
  joins,
  type Membership,
  mayBringBack,
  mayEndMembership,
  mayEndOn,
  mustTakePart,
} from './membership.ts';
export {
  lockOrganizations,
  lockPeople,
  mergeOrganizationRecords,
  mergePersonRecords,
  namesMergedInto,
  type OrganizationRecord,
  type PersonRecord,
} from './merge.store.ts';
export { type Called, type EarlierName, nameOn } from './name-on-day.ts';
export { asCalledOn, calledThen, earlierNames } from './names-on-day.service.ts';
export {
  appoint,
  correctPerson,
  endOffice,
  endOfficeAs,
  giveOffice,
  modelsOf,
  readAppointment,
  type TypedAppointment,
} from './office.service.ts';
export { officesOf, officesWithin } from './office.store.ts';
export { lastDayOfTerm, mayBeGiven, mayEnd, mayKeepOffices, type OfficeHeld, partyIn } from './office.ts';
export { type Officer, officersIn } from './officer.store.ts';
export {
  allOrganizationsIn,
  countOrganizations,
  insertOfficers,
  insertOrganizations,
  listOrganizations,
  type OrganizationFilter,
  type OrganizationPlace,
  organizationById,
  organizationNamed,
  organizationsAt,
  organizationsById,
  organizationsIn,
  renameOrganization,
  standAlone,
} from './organization.store.ts';
export type { Organization } from './organization.ts';
export { createToken, listTokens, revokeToken } from './personal-token.service.ts';
export { revokeTokens } from './personal-token.store.ts';
export { checkToken, type NewToken, TOKEN_DAYS, TOKEN_PROOF_DAYS } from './personal-token.ts';
export {
  type HeldOffice,
  type Holder,
  holdersIn,
  officesHeldIn,
  type Post,
  postsIn,
  postsOf,
  postsWithin,
  type Signatory,
  signatoryOn,
} from './post.store.ts';
export {
  findPeopleForCode,
  type IssuedCode,
  issueSignInCode,
  type Redemption,
  redeemSignInCode,
  registerResident,
} from './sign-in-code.service.ts';
export { CODE_HOURS, codeRegions, mayIssueCode } from './sign-in-code.ts';
export { actingIn, type ToldHistory, toldHistory } from './told-history.service.ts';
