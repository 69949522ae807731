export {
  CANNOT_TELL,
  certainlyReached,
  figure,
  heard,
  type MeasureAnswer,
  type MeasureAnswers,
  share,
} from './answer.ts';
export { countedAs } from './counted-as.ts';
export { type GoalStanding, judgeGoal } from './goal.ts';
export { type GoalNow, goalsNow } from './goal-standing.service.ts';
export { type PartyFigures, partyFigures } from './party-figures.service.ts';
export {
  type Absorbed,
  absorption,
  catalogueFigures,
  countedFigures,
  countedWithin,
  type Figures,
  figuresBy,
  figuresIn,
  levelBeneath,
  type NatureShares,
  type PlaceFigures,
  type PlaceLevel,
  partOfCeiling,
  totalOf,
} from './place-figures.service.ts';
export { type Asked, readMeasures } from './read-measures.service.ts';
