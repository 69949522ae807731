/** Actor networks: reading, measuring, comparing and drawing who is tied to whom. Pure: no clock, no files, no database. */
export type { Brokerage, Grouping } from './brokerage.ts';
export { brokerage, externalInternalIndex } from './brokerage.ts';
export type { BridgeScore, Claim, ClaimResult, ClaimTest, Measured, TieField, Verdict } from './claims.ts';
export { compareClaims } from './claims.ts';
export type { Cliques } from './cliques.ts';
export { cliques } from './cliques.ts';
export type { Clustering } from './clustering.ts';
export { clustering } from './clustering.ts';
export type { Centralization, Krackhardt } from './cohesion.ts';
export {
  centralization,
  cuts,
  density,
  krackhardt,
  reciprocity,
  strongComponents,
  weakComponents,
} from './cohesion.ts';
export type { Communities } from './communities.ts';
export { communities, modularity } from './communities.ts';
export type { CorePeriphery } from './core.ts';
export { coreNumbers, corePeriphery } from './core.ts';
export type { Departure } from './departure.ts';
export { withoutActor } from './departure.ts';
export type { DerivationRules, Encounter } from './derive.ts';
export { decayed, deriveTies } from './derive.ts';
export type { Domination } from './domination.ts';
export { dominationOf } from './domination.ts';
export type { DrawnTie } from './drawing.ts';
export { eigenvector } from './eigenvector.ts';
export type { StructuralEquivalence } from './equivalence.ts';
export { PROFILE_LIMIT, structuralEquivalence } from './equivalence.ts';
export { readClaims } from './formats/claims.ts';
export type { NetworkFormat, NetworkReading, ReadOptions } from './formats/index.ts';
export {
  detectFormat,
  formatOfName,
  NETWORK_FORMATS,
  readNetwork,
  readNetworkFile,
  refuseTooLarge,
  writeNetwork,
} from './formats/index.ts';
export type { Malformation } from './formats/malformed.ts';
export type { LoopRule, ParallelRule } from './formats/settle-ties.ts';
export type { Graph } from './graph.ts';
export { graphFromArcs, graphOf, symmetrised } from './graph.ts';
export { structuralHoles } from './holes.ts';
export type { LayerBy, Multiplexity } from './layers.ts';
export { multiplexity } from './layers.ts';
export type { Layout } from './layout.ts';
export { layoutGraph } from './layout.ts';
export type { NetworkLimits } from './limits.ts';
export { NETWORK_LIMITS } from './limits.ts';
export type { Loss, LossCode } from './loss.ts';
export { LOSS_CODES, lossBetween } from './loss.ts';
export type { Matrix, MatrixCell, MatrixWords } from './matrix.ts';
export { drawMatrix, matrixOf } from './matrix.ts';
export type {
  ActorMeasures,
  MeasureOptions,
  NetworkMeasures,
  NormalizedMeasures,
  StrengthMeasures,
} from './measure.ts';
export { measureNetwork } from './measure.ts';
export type { FullActorMeasures, FullMeasures } from './measure-fully.ts';
export { measureFully } from './measure-fully.ts';
export type {
  Actor,
  ActorInput,
  AttributeValue,
  Bond,
  Entity,
  Nature,
  Network,
  NetworkInput,
  Standing,
  Tie,
  TieEvidence,
  TieInput,
  TieSource,
} from './network.ts';
export { attributeNames, attributeOf, createNetwork } from './network.ts';
export { pageRank } from './pagerank.ts';
export { partOf } from './part.ts';
export type { PathSums, SourceRange, TieLength } from './paths.ts';
export {
  addPathSums,
  arcBetweenness,
  betweenness,
  pathSums,
  reachWithin,
  stepsFrom,
  tieBetweenness,
} from './paths.ts';
export type { ActorPosition, Position } from './positions.ts';
export { positionsOf } from './positions.ts';
export type { NetworkProblem, NetworkProblemCode } from './problem.ts';
export { NetworkInputError } from './problem.ts';
export type { ProjectOnto } from './projection.ts';
export type { QapCorrelation, QapOptions } from './qap.ts';
export { qapCorrelation } from './qap.ts';
export type { NoteCode, ReadingNote } from './reading-note.ts';
export { NOTE_CODES } from './reading-note.ts';
export type { NetworkChange, Slice, TieChange } from './slice.ts';
export { changeBetween, compareNetworks, sliceNetwork } from './slice.ts';
export { drawSociogram } from './sociogram/index.ts';
export type { SociogramOptions, SociogramWords } from './sociogram/words.ts';
export type { Triad, TriadCensus } from './triads.ts';
export { TRIADS, triadCensus } from './triads.ts';
export type { WeakTie, WeakTieReason } from './weak-ties.ts';
export { weakTiesToStrengthen } from './weak-ties.ts';
