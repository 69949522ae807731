export { type ApplyVersion, applyVersion } from './apply-version.service.ts';
export {
  type Compelled,
  type CompelRule,
  compelledVersions,
  compelRule,
  type WantedRule,
} from './compel-rule.service.ts';
export { type Grounds, groundsFields, readGrounds, type TypedGrounds } from './grounds.ts';
export { type Held, hold } from './hold.ts';
export { officeWordsIn } from './office-words.service.ts';
export { lastVersion, versionsInUse } from './pin.ts';
export { closeProgram, openProgram, publishModel, steeredArea } from './program.service.ts';
export {
  type AppliedVersion,
  appliedTo,
  type Cell,
  type CellCounts,
  COUNTED,
  type Counted,
  type Counts,
  count,
  countsBy,
  countsByPlaceAndScope,
  keptCounts,
  listPrograms,
  lockProgram,
  modelSource,
  type PlaceScope,
  type PublishedVersion,
  pinsOf,
  programById,
  programBySlug,
  programIdBySlug,
  programsOf,
  publishedModel,
  publishedVersions,
  setWindows,
} from './program.store.ts';
export {
  type KeptWindow,
  mayClose,
  mustBeOpen,
  mustBeOver,
  mustTakeProposals,
  type OpenMatters,
  type Program,
  sittingWindow,
  type Window,
  type WindowOf,
  type Windows,
  windowBasis,
  windowFor,
  windowsIn,
  windowsKept,
  yearsOf,
} from './program.ts';
export { maySteer } from './steering.ts';
