export {
  type Agreement,
  fleissKappa,
  type IntraclassCorrelation,
  intraclassCorrelation,
  krippendorffAlpha,
  type Metric,
} from './agreement.ts';
export {
  type Assessment,
  type Evidence,
  firstDay,
  LONGEST_EVENT,
  lastDay,
  type Measurement,
  type ObservedEvent,
  type Period,
  type Rating,
  ratingsFromRecords,
  readAssessment,
  speaksOf,
} from './assessment.ts';
export {
  agreementOver,
  categoryTitle,
  type DimensionOutcome,
  evaluate,
  type IndicatorOutcome,
  type Outcome,
  type Pivot,
  type ScaleAgreement,
  type TimelineEntry,
  timeline,
  type Undecided,
} from './evaluate.ts';
export { findIndicator, type Instrument, readInstrument, scaleOf } from './instrument.ts';
export {
  type Category,
  type Dimension,
  HAPPENINGS,
  type HappeningKind,
  type Indicator,
  type Level,
  type Rule,
  type Scale,
} from './instrument-schema.ts';
