export { loadOfficialRegions } from './official-regions.ts';
export {
  childrenOf,
  findRegion,
  insertNeighbourhoods,
  type Neighbourhood,
  namesOf,
  neighbourhoodsOf,
  pathTo,
  type Region,
  regionsWithin,
} from './region.store.ts';
