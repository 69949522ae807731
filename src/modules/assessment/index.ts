export { ACTION_STATES } from '#analysis/causes/index.ts';
export {
  type CauseMapFacts,
  type CauseMapOverview,
  causeMapFacts,
  causeMapOverview,
  type DrawablePlace,
  drawablePlaces,
} from './causes/cause-map-facts.service.ts';
export {
  addAction,
  addFactor,
  addLink,
  type Beginning,
  bringMapBack,
  CAUSES_FILE_BYTES,
  editAction,
  editCauseMap,
  editFactor,
  editLink,
  putBack,
  startCauseMap,
  type TypedMap,
  takeOut,
  withdrawMap,
} from './causes/causes.service.ts';
export {
  causeMapById,
  causeMapsIn,
  drawnCauses,
  type Part,
  passOnCauses,
  type TakenOut,
  takenOutOf,
} from './causes/causes.store.ts';
export {
  actionSlug,
  type CauseMapHead,
  type DrawnAction,
  type DrawnCauses,
  type DrawnFactor,
  type DrawnLink,
  type Evidence,
  FACTOR_KINDS,
  LINK_EFFECTS,
  MAP_LIMITS,
  mayDraw,
  mustBeNewLink,
  toCauseMap,
} from './causes/drawn-causes.ts';
export { LENGTHS, type TypedAction, type TypedFactor, type TypedLink } from './causes/typed-causes.ts';
export {
  type AskedChange,
  askToChangeMeeting,
  cancelMeeting,
  changeComponentMap,
  closeMeeting,
  type InMeeting,
  importComponentMap,
  isComponentMapPlace,
  type NewComponentMap,
  openMeeting,
  saveMeeting,
  startComponentMap,
} from './components/component-map.service.ts';
export {
  componentMapById,
  draftOf,
  type ListedComponentMap,
  listComponentMaps,
  meetingById,
  openMeetingOf,
  type RevisionFacts,
  revisionContent,
  revisionsOf,
} from './components/component-map.store.ts';
export {
  type ComparedRevisions,
  type ComponentMapFacts,
  type ComponentMapOverview,
  comparedRevisions,
  componentMapFacts,
  componentMapOverview,
  type ForumOfPlace,
  type MeetingAround,
  type MeetingAtWork,
  type MeetingToOpen,
  meetingAround,
  meetingAtWork,
  meetingToOpen,
  placesToKeep,
} from './components/component-map-facts.service.ts';
export {
  ACTIVITY_KINDS,
  COMPONENT_LIMITS,
  type ComponentFields,
  type FrameLine,
  type KeptComponentMap,
  topicSlug,
} from './components/kept-map.ts';
export {
  type Attendee,
  type Freshness,
  freshness,
  LOOK_INTERVALS,
  MEETING_LEAST,
  type Meeting,
  type MeetingFields,
  mayCloseMeeting,
  mayKeepComponentMap,
} from './components/working-meeting.ts';
export {
  type Answer,
  CANNOT_SAY,
  EVIDENCE_LENGTH,
  fieldOf,
  indicatorsOf,
  type TypedAnswers,
} from './instruments/answers.ts';
export { type Measured, measuresIn, shownByRecords, shownIn } from './instruments/measured.ts';
export { answerObjection, objectToRound } from './instruments/objection.service.ts';
export { mayAnswerObjection, mayObject, type Objection } from './instruments/objection.ts';
export { type RecordedEvent, recordedEvents } from './instruments/recorded-event.ts';
export {
  correctEvent,
  type NewEvent,
  relationEventsOf,
  tellEvent,
  withdrawEvent,
} from './instruments/relation-event.service.ts';
export { eventById, type ToldPlace, toldPlaces, versionsOf } from './instruments/relation-event.store.ts';
export {
  EVENT_LIMITS,
  mayTellEvents,
  mustStand,
  type RelationEvent,
  recordIn,
  type TypedEvent,
} from './instruments/relation-event.ts';
export { yearsOfLine } from './instruments/relation-line.ts';
export {
  type AgreementWord,
  agreementWord,
  type Reading,
  type Result as AssessmentResult,
  type Spread,
  type Turn,
  turnsOf,
} from './instruments/result.ts';
export {
  closeRound,
  measuresOf,
  type NewRound,
  openRound,
  rateRound,
  readingOf,
  USUAL_DAYS,
  withdrawRound,
} from './instruments/round.service.ts';
export {
  answersBy,
  answersGivenBy,
  answersIn,
  instrumentTitles,
  keptInstrument,
  type ListedRound,
  lineOf,
  listRounds,
  newestByPlace,
  openRoundOf,
  openRoundsRatedBy,
  passOnRaters,
  type Rater,
  ratersByPillar,
  ratersOf,
  resultsByPartyAndYear,
  roundById,
  roundsByInstrument,
} from './instruments/round.store.ts';
export {
  keepsRounds,
  LEAST_RATERS,
  mayKeepRounds,
  mayRate,
  mustHaveRaters,
  partnerMandate,
  type Responsible,
  ROUND_STATES,
  type Round,
  type RoundState,
  responsibleFor,
} from './instruments/round.ts';
export {
  type NamedRating,
  type RoundFacts,
  type RoundOverview,
  roundFacts,
  roundOverview,
} from './instruments/round-facts.service.ts';
export {
  AREA_LIMITS,
  type AreaActor,
  type AreaNetwork,
  type AreaRecords,
  firstDay,
  networkOn,
} from './network/area-network.ts';
export { askInAnyPlace, keepersOf, readAreaRecords } from './network/area-records.service.ts';
export {
  DERIVATION,
  HALF_LIVES,
  RECORD_FORMS,
  type RecordForm,
  TIE_STAGES,
  type TieStage,
} from './network/derived-ties.ts';
export { placesUnder } from './network/places-under.service.ts';
export { type BetweenGovernments, dealingsBetween } from './network/relation-dealings.service.ts';
export {
  type NetworkAsked,
  type NetworkOf,
  type SeenNetwork,
  seenNetwork,
} from './network/seen-network.service.ts';
export { type SurveyForm, surveyedVillages, surveyForm } from './network/survey-form.service.ts';
export {
  type Keepers,
  mayAnswerFor,
  mayImport,
  mayReadPersons,
  SURVEY_FORMS,
} from './network/surveyed-ties.ts';
export {
  answerTie,
  importNetwork,
  type NetworkImport,
  placesAbove,
  strikeImport,
  strikeTie,
  type TieAnswer,
} from './network/tie.service.ts';
export { answersOf, importsIn, type NamedActor, namedActorsIn, passOnTies } from './network/tie.store.ts';
export { IMPORT_LIMITS, type ImportChoices } from './network/uploaded-network.ts';
export { governmentsNear, subjectName, subjectNames, subjectParty } from './subject/subject.service.ts';
export { isOfPlace, type Subject, type TypedSubject } from './subject/subject.ts';
