export { type Held, hold } from './hold.ts';
export { fixedHolidays } from './holidays.ts';
export { closeProgram, openProgram } from './program.service.ts';
export {
  type Cell,
  type CellCounts,
  COUNTED,
  type Counted,
  type Counts,
  count,
  countsBy,
  holidays,
  insertHolidays,
  keptCounts,
  listPrograms,
  modelSource,
  programById,
  programBySlug,
  programIdBySlug,
} from './program.store.ts';
export { mustBeOpen, mustTakeProposals, type Program, type Window, windowsIn } from './program.ts';
