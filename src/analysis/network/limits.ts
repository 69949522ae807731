/**
 * How large a network a reader may make of what it is given. Every reader checks the sizes that a file declares against these, and
 * against the bytes that are there, before it makes room for them.
 */
export interface NetworkLimits {
  readonly actors: number;
  readonly ties: number;
  readonly bytes: number;
  /** Cells of tables and matrices, empty ones included; values of JSON; elements (two each) and attributes of XML. */
  readonly cells: number;
  /** Longest texts, in signs, where they are to be kept somewhere; what is longer is refused, never cut. */
  readonly texts?: Readonly<Record<TextField, number>>;
}

/** What a file says of actors and ties in words of its own. */
export type TextField = 'label' | 'pillar' | 'kind' | 'form' | 'stage' | 'note';

/**
 * The limits of the command line and of whoever uses the analysis as a library. Exact betweenness visits every tie once for every
 * actor, which at both limits takes some minutes on one core. A page, whose computer others share, passes smaller ones.
 */
export const NETWORK_LIMITS: NetworkLimits = {
  actors: 20_000,
  ties: 250_000,
  bytes: 64 * 1024 * 1024,
  cells: 6_000_000,
};
