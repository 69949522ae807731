export {
  type BoundarySet,
  boundarySets,
  type DrawnLevel,
  type KeptBoundaries,
  outlinesOf,
  removeBoundaries,
  saveBoundaries,
  shapesOf,
} from './boundaries/boundary.store.ts';
export {
  BOUNDARY_FILE_LIMITS,
  type BoundaryProblem,
  type PlaceToDraw,
  type ReadBoundaries,
  readingBoundaries,
} from './boundaries/boundary-file.ts';
export { COARSER, type Degrees, type Frame, gridOf } from './boundaries/grid.ts';
export {
  liesIn,
  type MapShapes,
  placeAround,
  shapeOf,
  shapesBeneath,
} from './boundaries/map-shapes.service.ts';
export { boxOf, isWithin, ringsOf } from './boundaries/path.ts';
export { type PinMap, pinMap } from './boundaries/pin-map.service.ts';
export {
  type NeighbourhoodEntry,
  neighbourhoodName,
  readNeighbourhoodList,
} from './neighbourhood-list.ts';
export {
  faultsInRegions,
  findOfficialRegion,
  loadOfficialRegions,
  officialRegionsWithin,
} from './official-regions.ts';
export { type PlaceFact, type PlaceNumbers, placeFactsIn, savePlaceFacts } from './place-fact.store.ts';
export {
  insertNeighbourhoods,
  keepPlaceNames,
  placeWords,
  streetName,
} from './place-names.service.ts';
export {
  childrenOf,
  findRegion,
  type Neighbourhood,
  namesOf,
  neighbourhoodsOf,
  neighbourhoodsWithin,
  pathTo,
  type Region,
  regionsWithin,
  rtCounts,
  setRtCount,
} from './region.store.ts';
export { type TileAt, type TilePlan, tilesOf } from './tile-plan.ts';
export { timeZoneOf } from './time-zone.ts';
