export {
  askToKeepRegister,
  type Found,
  importRegister,
  recordApproach,
  registerIn,
  type TypedApproach,
} from './register.service.ts';
export type { EntryPlace } from './register.store.ts';
export { APPROACH_OUTCOMES, APPROACH_WAYS, isTurnOf, mayUse } from './register.ts';
export { REGISTER_LIMITS, registerTemplate } from './register-file.ts';
export {
  entryForOffice,
  type ListedEntry,
  type OpenApproach,
  openApproachesFor,
  type RegisterShare,
  registerList,
  registerShare,
} from './register-overview.service.ts';
