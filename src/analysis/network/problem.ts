/**
 * What can be wrong with a network that somebody hands in. The words for people live with the interface;
 * here stand only the code and the facts a sentence needs.
 */
export type NetworkProblemCode =
  | 'empty'
  | 'unknown-format'
  | 'not-text'
  | 'unknown-encoding'
  | 'malformed'
  | 'missing-actor-id'
  | 'duplicate-actor'
  | 'unknown-actor'
  | 'self-loop'
  | 'parallel-tie'
  | 'strength-not-a-number'
  | 'strength-not-positive'
  | 'ambiguous-number'
  | 'bad-word'
  | 'bad-date'
  | 'dates-reversed'
  | 'dominant-outside-tie'
  | 'text-too-long'
  | 'attribute-length'
  | 'unknown-attribute'
  | 'unknown-part'
  | 'several-graphs'
  | 'unknown-graph'
  | 'node-table'
  | 'unknown-columns'
  | 'matrix-labels'
  | 'not-two-mode'
  | 'different-actors'
  | 'too-many-actors'
  | 'too-many-ties'
  | 'too-many-cells'
  | 'too-large';

export interface NetworkProblem {
  readonly code: NetworkProblemCode;
  /** Line in the file, counted from 1; null where the network did not come from a file. */
  readonly line: number | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A network was refused. Carries one problem: the first that was met, reading from the top. */
export class NetworkInputError extends Error {
  readonly problem: NetworkProblem;

  constructor(problem: NetworkProblem) {
    const facts = Object.entries(problem.params).map(([name, value]) => `${name}=${value}`);
    const place = problem.line === null ? '' : `line ${problem.line}: `;
    super(`${place}${problem.code}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`);
    this.name = 'NetworkInputError';
    this.problem = problem;
  }
}

export function refuseNetwork(
  code: NetworkProblemCode,
  line: number | null,
  params: Readonly<Record<string, string | number>> = {},
): never {
  throw new NetworkInputError({ code, line, params });
}
