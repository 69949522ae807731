import { at, degreeOf, type Graph, hasArc, symmetrised } from './graph.ts';

/** The sixteen kinds of three actors: numbers of mutual, asymmetric and null pairs, and which way the arcs run where that differs. */
export const TRIADS = [
  '003',
  '012',
  '102',
  '021D',
  '021U',
  '021C',
  '111D',
  '111U',
  '030T',
  '030C',
  '201',
  '120D',
  '120U',
  '120C',
  '210',
  '300',
] as const;
export type Triad = (typeof TRIADS)[number];
export type TriadCensus = Readonly<Record<Triad, number>>;

/** Looking at the neighbours of both ends of every tie costs the sum of squared degrees; beyond this there is no census. */
const MOST_LOOKS = 60_000_000;

/**
 * How many of all triples of actors are of each kind (Holland and Leinhardt 1970; found as by Batagelj and Mrvar 2001, without
 * visiting triples that have no tie). 021D is a←b→c, 021U a→b←c, 021C a→b→c; 111D a↔b←c, 111U a↔b→c; 030T a→b←c with a→c, 030C a cycle;
 * 120D a←b→c, 120U a→b←c, 120C a→b→c, each with a↔c. In an undirected graph only 003, 102, 201 and 300 occur.
 * null for a graph so large that it would take minutes.
 */
export function triadCensus(graph: Graph): TriadCensus | null {
  const both = symmetrised(graph);
  const { size, starts, targets } = both;
  let looks = 0;
  for (let v = 0; v < size; v++) looks += degreeOf(starts, v) ** 2;
  if (looks > MOST_LOOKS) return null;
  const counts = new Map<Triad, number>(TRIADS.map((triad) => [triad, 0]));
  const add = (triad: Triad, count: number) => counts.set(triad, (counts.get(triad) ?? 0) + count);
  const seen = new Int32Array(size).fill(-1);
  let visited = 0;
  let mark = 0;
  for (let v = 0; v < size; v++) {
    for (let k = at(starts, v); k < at(starts, v + 1); k++) {
      const u = at(targets, k);
      if (u <= v) continue;
      mark++;
      let around = 0;
      const pair = dyad(graph, v, u);
      for (const [end, other] of [
        [v, u],
        [u, v],
      ] as const) {
        for (let l = at(starts, end); l < at(starts, end + 1); l++) {
          const w = at(targets, l);
          if (w === other || at(seen, w) === mark) continue;
          seen[w] = mark;
          around++;
          // Each triple with several ties is met from each of them: it counts from the first, in the order of its vertices.
          if (u < w || (v < w && w < u && !hasArc(both, v, w))) {
            add(kindOf(pair, dyad(graph, v, w), dyad(graph, u, w)), 1);
            visited++;
          }
        }
      }
      const apart = size - around - 2;
      add(pair === 'mutual' ? '102' : '012', apart);
      visited += apart;
    }
  }
  add('003', (size * (size - 1) * (size - 2)) / 6 - visited);
  const found = (triad: Triad) => counts.get(triad) ?? 0;
  return {
    '003': found('003'),
    '012': found('012'),
    '102': found('102'),
    '021D': found('021D'),
    '021U': found('021U'),
    '021C': found('021C'),
    '111D': found('111D'),
    '111U': found('111U'),
    '030T': found('030T'),
    '030C': found('030C'),
    '201': found('201'),
    '120D': found('120D'),
    '120U': found('120U'),
    '120C': found('120C'),
    '210': found('210'),
    '300': found('300'),
  };
}

type Dyad = 'null' | 'mutual' | 'forth' | 'back';

function dyad(graph: Graph, a: number, b: number): Dyad {
  const forth = hasArc(graph, a, b);
  const back = graph.directed ? hasArc(graph, b, a) : forth;
  if (forth) return back ? 'mutual' : 'forth';
  return back ? 'back' : 'null';
}

/* Of vertices v, u, w: how many arcs that are not answered each sends and gets. */
function kindOf(vu: Dyad, vw: Dyad, uw: Dyad): Triad {
  const dyads = [vu, vw, uw];
  const mutual = dyads.filter((each) => each === 'mutual').length;
  const none = dyads.filter((each) => each === 'null').length;
  const sent = [0, 0, 0];
  const got = [0, 0, 0];
  const arc = (from: number, to: number) => {
    sent[from] = (sent[from] ?? 0) + 1;
    got[to] = (got[to] ?? 0) + 1;
  };
  for (const [each, a, b] of [
    [vu, 0, 1],
    [vw, 0, 2],
    [uw, 1, 2],
  ] as const) {
    if (each === 'forth') arc(a, b);
    if (each === 'back') arc(b, a);
  }
  const twice = (counts: readonly number[]) => counts.includes(2);
  switch (`${mutual}${3 - mutual - none}${none}`) {
    case '300':
      return '300';
    case '210':
      return '210';
    case '201':
      return '201';
    case '120':
      return twice(sent) ? '120D' : twice(got) ? '120U' : '120C';
    case '111': {
      // The vertex that both the mutual pair and the arc touch gets the arc (D) or sends it (U).
      const inMutual = [
        vu === 'mutual' || vw === 'mutual',
        vu === 'mutual' || uw === 'mutual',
        vw === 'mutual' || uw === 'mutual',
      ];
      return inMutual.some((touches, i) => touches && got[i] === 1) ? '111D' : '111U';
    }
    case '102':
      return '102';
    case '030':
      return twice(sent) ? '030T' : '030C';
    case '021':
      return twice(sent) ? '021D' : twice(got) ? '021U' : '021C';
    case '012':
      return '012';
    default:
      return '003';
  }
}
