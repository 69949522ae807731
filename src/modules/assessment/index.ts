export {
  AREA_LIMITS,
  type AreaActor,
  type AreaNetwork,
  type AreaRecords,
  firstDay,
  networkOn,
} from './network/area-network.ts';
export { keepersOf, readAreaRecords } from './network/area-records.service.ts';
export {
  DERIVATION,
  HALF_LIVES,
  RECORD_FORMS,
  type RecordForm,
  TIE_STAGES,
  type TieStage,
} from './network/derived-ties.ts';
export {
  type Keepers,
  mayAnswerFor,
  mayImport,
  mayReadPersons,
  SURVEY_FORMS,
} from './network/surveyed-ties.ts';
export {
  answerTie,
  IMPORT_LIMITS,
  importNetwork,
  type NetworkImport,
  placesAbove,
  strikeImport,
  strikeTie,
  type TieAnswer,
} from './network/tie.service.ts';
export { answersOf, importsIn, type NamedActor, namedActorsIn } from './network/tie.store.ts';
