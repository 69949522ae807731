import { describe, expect, test } from 'vitest';
import { type FlowRows, flowsOf, pillarParts, type Sides } from './flows.ts';

const SIDES: Sides = {
  pillars: ['government', 'business', 'community', 'academia'],
  pillarOfParty: (party) =>
    new Map([
      ['rw', 'community'],
      ['orang', 'community'],
      ['perusahaan', 'business'],
      ['kampus', 'academia'],
    ]).get(party),
  pillarOfOffice: (office) => (office === 'lurah' ? 'government' : undefined),
  fieldOf: (scope) => (scope === '' ? undefined : scope.slice(0, 1)),
  cash: 'government',
  residents: 'community',
};

const NOTHING: FlowRows = { sent: [], spent: [], carried: [], reached: [], answered: [] };

describe('flows between pillars', () => {
  test('things sent in go from their pillar to their field; those about no field, and of no pillar, are left out', () => {
    const [ideas] = flowsOf(
      {
        ...NOTHING,
        sent: [
          { party: 'rw', scope: 'a1', proposals: 2n },
          { party: 'orang', scope: 'a2', proposals: 3n },
          { party: 'perusahaan', scope: 'b1', proposals: 1n },
          { party: 'perusahaan', scope: '', proposals: 7n },
          { party: 'asing', scope: 'b1', proposals: 9n },
        ],
      },
      SIDES,
    );
    expect(ideas?.bands).toEqual([
      { from: 'community', to: 'a', amount: 5n },
      { from: 'business', to: 'b', amount: 1n },
    ]);
  });

  test("money through the cash is the government's whosever ceiling it was, a giver's its own; what residents added is theirs", () => {
    const rows: FlowRows = {
      ...NOTHING,
      spent: [
        { party: 'rw', paid: 'through-cash', scope: 'a1', settled: 100n },
        { party: null, paid: 'through-cash', scope: 'a1', settled: 20n },
        { party: 'perusahaan', paid: 'by-giver', scope: 'b1', settled: 50n },
      ],
      carried: [{ party: 'rw', scope: 'a1', contribution: 7n, completed: 1n }],
    };
    expect(flowsOf(rows, SIDES)[1]?.bands).toEqual([
      { from: 'government', to: 'a', amount: 120n },
      { from: 'business', to: 'b', amount: 50n },
      { from: 'community', to: 'a', amount: 7n },
    ]);
    expect(pillarParts(rows, SIDES)).toMatchObject([
      { pillar: 'government', resources: 120n, money: 0n, standing: 'only-gives' },
      { pillar: 'business', resources: 50n, money: 0n, named: 0n, standing: 'only-gives' },
      { pillar: 'community', resources: 7n, money: 100n, named: 1n, standing: 'both' },
      { pillar: 'academia', standing: 'neither' },
    ]);
  });

  test('a pillar that people are reached in and that brings nothing only receives', () => {
    const parts = pillarParts({ ...NOTHING, reached: [{ scope: 'a1', people: 40n }] }, SIDES);
    expect(parts.find((one) => one.pillar === 'community')).toMatchObject({
      people: 40n,
      standing: 'only-receives',
    });
  });

  test('who answers gives: coordination goes from the pillar of the office to that of whoever asked', () => {
    const rows = { ...NOTHING, answered: [{ office: 'lurah', party: 'orang', answers: 4n }] };
    expect(flowsOf(rows, SIDES)[3]?.bands).toEqual([{ from: 'government', to: 'community', amount: 4n }]);
    expect(pillarParts(rows, SIDES)[0]).toMatchObject({ answers: 4n, standing: 'only-gives' });
  });

  test('each flow has its name and unit, whatever was counted', () => {
    expect(flowsOf(NOTHING, SIDES)).toEqual([
      { kind: 'ideas', unit: 'proposals', bands: [] },
      { kind: 'resources', unit: 'rupiah', bands: [] },
      { kind: 'benefits', unit: 'people', bands: [] },
      { kind: 'coordination', unit: 'answers', bands: [] },
    ]);
    expect(flowsOf({ ...NOTHING, reached: [{ scope: 'a1', people: 0n }] }, SIDES)[2]?.bands).toEqual([]);
  });

  test('ideas are given; the cash receives no money of its own; nobody else’s people are received', () => {
    const rows: FlowRows = {
      ...NOTHING,
      sent: [{ party: 'kampus', scope: 'a1', proposals: 2n }],
      spent: [{ party: 'dinas', paid: 'through-cash', scope: 'a1', settled: 9n }],
      reached: [{ scope: 'a1', people: 40n }],
    };
    const governing = {
      ...SIDES,
      pillarOfParty: (party: string) => (party === 'dinas' ? 'government' : SIDES.pillarOfParty(party)),
    };
    expect(pillarParts(rows, governing)).toMatchObject([
      { pillar: 'government', money: 0n, people: 0n, resources: 9n, standing: 'only-gives' },
      { pillar: 'business', people: 0n, standing: 'neither' },
      { pillar: 'community', ideas: 0n, people: 40n },
      { pillar: 'academia', ideas: 2n, people: 0n, standing: 'only-gives' },
    ]);
  });
});
