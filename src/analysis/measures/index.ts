export {
  isMeasure,
  MEASURE_KEYS,
  MEASURES,
  type Measure,
  type MeasureKey,
  measureNamed,
  SHARE_KEYS,
  type ShareKey,
  type Unit,
} from './measures.ts';
