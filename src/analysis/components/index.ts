export { drawChains } from './chain-svg.ts';
export {
  type Activity,
  type ComponentMap,
  type Expectation,
  readComponentMap,
} from './component-map.ts';
export {
  type ChainLink,
  chains,
  type ExpectationStatus,
  expectations,
  type Gap,
  gaps,
  idleComponents,
  type Overlap,
  overlaps,
  type Revision,
  revision,
} from './coverage.ts';
export { type ClusterMatrix, chainMatrices, type MatrixRow, matrixTable } from './matrix.ts';
