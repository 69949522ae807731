import { refuseNetwork } from '../problem.ts';

/** What in a file's own grammar is broken. */
export type Malformation =
  | 'unexpected-end'
  | 'unexpected-character'
  | 'expected-object'
  | 'expected-list'
  | 'expected-text'
  | 'missing-nodes'
  | 'missing-edges'
  | 'bad-edge'
  | 'wrong-tag'
  | 'missing-xml-attribute'
  | 'bad-entity'
  | 'unknown-key'
  | 'no-graph'
  | 'missing-vertices'
  | 'bad-vertex'
  | 'bad-count'
  | 'row-length'
  | 'missing-data'
  | 'unsupported'
  | 'too-many-columns'
  | 'duplicate-column'
  | 'duplicate-key'
  | 'missing-column'
  | 'too-deep';

/** Refuses a file that breaks its own format; `what` is the piece of the file that is wrong. */
export function malformed(detail: Malformation, line: number, what = ''): never {
  refuseNetwork('malformed', line, what === '' ? { detail } : { detail, what: what.slice(0, 60) });
}
