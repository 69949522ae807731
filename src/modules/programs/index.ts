export { type Held, hold } from './hold.ts';
export { closeProgram, openProgram, steeredArea } from './program.service.ts';
export {
  type Cell,
  type CellCounts,
  COUNTED,
  type Counted,
  type Counts,
  count,
  countsBy,
  keptCounts,
  listPrograms,
  modelSource,
  programById,
  programBySlug,
  programIdBySlug,
} from './program.store.ts';
export {
  mustBeOpen,
  mustTakeProposals,
  type Program,
  sittingWindow,
  type Window,
  type Windows,
  windowFor,
  windowsIn,
  yearsOf,
} from './program.ts';
export { maySteer } from './steering.ts';
