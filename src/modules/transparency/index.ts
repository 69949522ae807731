export { faultsInFigures } from './figures-check.ts';
export {
  absorption,
  type Figures,
  figuresBy,
  figuresByScope,
  infrastructureShare,
  type Measure,
  type PlaceFigures,
  type ScopeFigures,
  totalOf,
} from './program-figures.ts';
