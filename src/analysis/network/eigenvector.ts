import { at, type Graph, symmetrised } from './graph.ts';

export type EigenWeights = 'binary' | 'strength';

/**
 * Eigenvector centrality (Bonacich 1972) on the symmetrised graph, scaled to length 1, no entry negative.
 * Where several parts of the graph share the greatest eigenvalue, each part is weighted by its share in the vector of ones, so that
 * the result does not depend on the order of the actors; parts with a smaller eigenvalue score 0. Without ties everyone scores 0.
 * Found by restarted Lanczos steps from the vector of ones until the residual is below 10^-13 of the eigenvalue.
 */
export function eigenvector(graph: Graph, weights: EigenWeights): Float64Array {
  const both = symmetrised(graph);
  if (both.targets.length === 0) return new Float64Array(graph.size);
  const values = weights === 'binary' ? both.weights.map(() => 1) : both.weights;
  let vector = scaled(new Float64Array(graph.size).fill(1));
  for (let round = 0; round < 200; round++) {
    const step = lanczos(both, values, vector, Math.min(graph.size, 40));
    vector = step.vector;
    if (step.residual <= 1e-13 * step.value) break;
  }
  let sum = 0;
  for (const entry of vector) sum += entry;
  const sign = sum < 0 ? -1 : 1;
  return vector.map((entry) => Math.max(0, sign * entry));
}

interface LanczosResult {
  readonly vector: Float64Array;
  readonly value: number;
  readonly residual: number;
}

function lanczos(graph: Graph, values: Float64Array, start: Float64Array, most: number): LanczosResult {
  const basis: Float64Array[] = [start];
  const diagonal: number[] = [];
  const beside: number[] = [];
  for (let j = 0; j < most; j++) {
    const current = basis[j] ?? start;
    const next = multiply(graph, values, current);
    diagonal.push(dot(next, current));
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of basis) subtract(next, earlier, dot(next, earlier));
    }
    const length = Math.sqrt(dot(next, next));
    beside.push(length);
    if (length < 1e-12 * Math.abs(diagonal[0] ?? 1) || length < 1e-300) break;
    for (let i = 0; i < next.length; i++) next[i] = at(next, i) / length;
    basis.push(next);
  }
  const top = largestOfTridiagonal(diagonal, beside);
  const vector = new Float64Array(start.length);
  top.vector.forEach((share, j) => {
    const direction = basis[j];
    if (direction) subtract(vector, direction, -share);
  });
  const unit = scaled(vector);
  const image = multiply(graph, values, unit);
  subtract(image, unit, top.value);
  return { vector: unit, value: top.value, residual: Math.sqrt(dot(image, image)) };
}

/** The greatest eigenvalue of a symmetric tridiagonal matrix by bisection, its vector by inverse iteration. */
function largestOfTridiagonal(
  diagonal: readonly number[],
  beside: readonly number[],
): { value: number; vector: Float64Array } {
  const size = diagonal.length;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < size; i++) {
    const radius = (i > 0 ? (beside[i - 1] ?? 0) : 0) + (i < size - 1 ? (beside[i] ?? 0) : 0);
    low = Math.max(low, diagonal[i] ?? 0);
    high = Math.max(high, (diagonal[i] ?? 0) + radius);
  }
  const allBelow = (bound: number): boolean => {
    let pivot = 1;
    for (let i = 0; i < size; i++) {
      const link = i > 0 ? (beside[i - 1] ?? 0) : 0;
      pivot = bound - (diagonal[i] ?? 0) - (i > 0 ? (link * link) / pivot : 0);
      if (pivot <= 0) return false;
    }
    return true;
  };
  for (let round = 0; round < 200 && high > low; round++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (allBelow(middle)) high = middle;
    else low = middle;
  }
  const shift = high + Math.max(1e-300, Math.abs(high) * 4e-16);
  let vector = scaled(new Float64Array(size).fill(1));
  for (let round = 0; round < 4; round++) vector = scaled(solveShifted(diagonal, beside, shift, vector));
  return { value: high, vector };
}

/** Solves (shift - T) x = right for a shift above every eigenvalue of T, so that no pivot vanishes. */
function solveShifted(
  diagonal: readonly number[],
  beside: readonly number[],
  shift: number,
  right: Float64Array,
): Float64Array {
  const size = diagonal.length;
  const pivots = new Float64Array(size);
  const solution = right.slice();
  for (let i = 0; i < size; i++) {
    const link = i > 0 ? (beside[i - 1] ?? 0) : 0;
    const factor = i > 0 ? link / at(pivots, i - 1) : 0;
    const pivot = shift - (diagonal[i] ?? 0) - factor * link;
    pivots[i] = Math.abs(pivot) < 1e-290 ? 1e-290 : pivot;
    if (i > 0) solution[i] = at(solution, i) + factor * at(solution, i - 1);
  }
  for (let i = size - 1; i >= 0; i--) {
    const later = i < size - 1 ? (beside[i] ?? 0) * at(solution, i + 1) : 0;
    solution[i] = (at(solution, i) + later) / at(pivots, i);
  }
  const largest = solution.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return largest === 0 ? solution : solution.map((entry) => entry / largest);
}

function multiply(graph: Graph, values: Float64Array, vector: Float64Array): Float64Array {
  const image = new Float64Array(graph.size);
  for (let v = 0; v < graph.size; v++) {
    let sum = 0;
    const end = at(graph.starts, v + 1);
    for (let k = at(graph.starts, v); k < end; k++) sum += at(values, k) * at(vector, at(graph.targets, k));
    image[v] = sum;
  }
  return image;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

function subtract(from: Float64Array, direction: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i] = at(from, i) - times * at(direction, i);
}

function scaled(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((entry) => entry / length);
}
