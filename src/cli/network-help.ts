/** What `pilar analyze network --help` says below its options: what is read, how, and what is printed. */
export const NETWORK_HELP = `
Columns of a CSV edge list (any case; in brackets other names):
  from [source, dari, ego, …]  to [target, ke, alter, …]  strength [weight, value, bobot]
  type [Directed, Undirected, Mutual]  direction [outgoing, incoming, both]
  form [bentuk, relation]  bond [weak, strong]  standing [equal, horizontal, vertical]  dominant
  nature [protection, interest]  layer  stage [tahap]  since [start, sejak]  until [end, sampai]
  mutual  note.  Other columns are left out and named. A line with from only is an actor without ties.
  A first line ",A,B,C" begins a matrix. Table of actors (--nodes): id, label, pillar, kind, level,
  place, entity; every other column is an attribute.

Conventions:
  What a file says is obeyed or refused with its line; what is left out, assumed or merged is said on
  stderr, and stands under "notes" in JSON. Without a word on direction, edge lists are undirected;
  matrices and DL lists are undirected if every tie is answered with the same strength, else directed.
  Ties count as present or absent; where strengths differ, "weighted" takes them, distance being
  1/strength. Several ties of a pair count once, as strong as the strongest.
  closeness: Wasserman and Faust, outward. betweenness: raw, each pair of an undirected network once.
  clustering, constraint, core: directions ignored. cliques: ties both ways only, three actors or more.
  pageRank: damping 0.85. QAP: p-values count the data as one of the permutations.

Fields of JSON:
  directed actors ties density reciprocity loops attribute eiIndex
  centralization {degree inDegree outDegree betweenness closeness}
  krackhardt {connectedness hierarchy efficiency lub}
  clustering {average transitivity triangles}  distances {mean reachablePairs diameter}
  triads {003 012 102 021D … 300}  cliques {count complete largest}  structurallyEquivalent
  bridges articulationPoints components strongComponents communities modularity corePeriphery isolates
  nodes[]: id label degree inDegree outDegree betweenness closeness closenessIn closenessWithinReach
    harmonic harmonicIn eigenvector pageRank clustering eccentricity constraint effectiveSize
    coreNumber coreness brokerage mostAlike normalized {degree inDegree outDegree betweenness harmonic}
    weighted {strength inStrength outStrength betweenness closeness harmonic eigenvector pageRank
    constraint effectiveSize}
  claims[]  qap {correlation permutations seed atLeast atMost asExtreme mean deviation}
  notes[]: code count line names

Definitions and sources: docs/guides/researcher.md
`;
