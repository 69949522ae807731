import type { Rupiah } from '#kernel/money.ts';

/** What flows in a partnership. In the figures of the study: ideas, resources and benefits; coordination with two pillars. */
export const FLOW_KINDS = ['ideas', 'resources', 'benefits', 'coordination'] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

/** How much went from one to another: pillars and fields by their names in the model. */
export type Band = { readonly from: string; readonly to: string; readonly amount: bigint };

/** What flows of one kind: ideas and resources from pillars to fields, benefits from fields to pillars, coordination between pillars. */
export type Flow = {
  readonly kind: FlowKind;
  /** Things sent in, rupiah, people reached, answers. */
  readonly unit: 'proposals' | 'rupiah' | 'people' | 'answers';
  readonly bands: readonly Band[];
};

/** What is read of the records before it is told by pillars and fields. */
export type FlowRows = {
  /** Things sent in by a kind of party. */
  readonly sent: readonly { readonly party: string; readonly scope: string; readonly proposals: bigint }[];
  /** Money spent; `party` is null where it is the programme's own. */
  readonly spent: readonly {
    readonly party: string | null;
    readonly paid: 'through-cash' | 'by-giver';
    readonly scope: string;
    readonly settled: Rupiah;
  }[];
  readonly carried: readonly {
    readonly party: string;
    readonly scope: string;
    readonly contribution: Rupiah;
    readonly completed: bigint;
  }[];
  readonly reached: readonly { readonly scope: string; readonly people: bigint }[];
  readonly answered: readonly { readonly office: string; readonly party: string; readonly answers: bigint }[];
};

/** How the model tells parties, offices and entries apart. */
export type Sides = {
  readonly pillars: readonly string[];
  /** Undefined for whom it counts to none. */
  readonly pillarOfParty: (party: string) => string | undefined;
  readonly pillarOfOffice: (office: string) => string | undefined;
  readonly fieldOf: (scope: string) => string | undefined;
  /** Of those who keep the cash, through which money goes that no giver spends itself. */
  readonly cash: string | undefined;
  /** Of residents, whom activities reach. */
  readonly residents: string | undefined;
};

/** What a pillar gives and receives, as far as the records tell. */
export type PillarPart = {
  readonly pillar: string;
  readonly ideas: bigint;
  readonly resources: Rupiah;
  readonly answers: bigint;
  /** Money of other pillars that was spent on what its institutions brought. */
  readonly money: Rupiah;
  readonly people: bigint;
  /** Activities completed under the name of its institutions, which public pages tell. */
  readonly named: bigint;
  readonly standing: 'both' | 'only-gives' | 'only-receives' | 'neither';
};

/** The four flows of a programme by pillar and field. What belongs to no pillar or field of the model is left out. */
export function flowsOf(rows: FlowRows, sides: Sides): readonly Flow[] {
  const { pillarOfParty, pillarOfOffice, fieldOf } = sides;
  const giver = ({ party, paid }: FlowRows['spent'][number]) =>
    paid === 'through-cash' || party === null ? sides.cash : pillarOfParty(party);
  return [
    {
      kind: 'ideas',
      unit: 'proposals',
      bands: added(rows.sent.map((one) => [pillarOfParty(one.party), fieldOf(one.scope), one.proposals])),
    },
    {
      kind: 'resources',
      unit: 'rupiah',
      bands: added([
        ...rows.spent.map((one) => [giver(one), fieldOf(one.scope), one.settled] as const),
        ...rows.carried.map(
          (one) => [pillarOfParty(one.party), fieldOf(one.scope), one.contribution] as const,
        ),
      ]),
    },
    {
      kind: 'benefits',
      unit: 'people',
      bands: added(rows.reached.map((one) => [fieldOf(one.scope), sides.residents, one.people])),
    },
    {
      kind: 'coordination',
      unit: 'answers',
      bands: added(
        rows.answered.map((one) => [pillarOfOffice(one.office), pillarOfParty(one.party), one.answers]),
      ),
    },
  ];
}

/** What each pillar gives and receives, in the model's order; one that only does one of the two is called so. */
export function pillarParts(rows: FlowRows, sides: Sides): readonly PillarPart[] {
  const flows = new Map(flowsOf(rows, sides).map((one) => [one.kind, one.bands]));
  const out = (kind: FlowKind, pillar: string) =>
    total((flows.get(kind) ?? []).filter((one) => one.from === pillar));
  return sides.pillars.map((pillar) => {
    const mine = <Row extends { readonly party: string | null }>(one: Row) =>
      one.party !== null && sides.pillarOfParty(one.party) === pillar;
    const gives = {
      ideas: out('ideas', pillar),
      resources: out('resources', pillar),
      answers: out('coordination', pillar),
    };
    const receives = {
      money:
        pillar === sides.cash
          ? 0n
          : rows.spent
              .filter((one) => one.paid === 'through-cash' && mine(one))
              .reduce((all, one) => all + one.settled, 0n),
      people: total((flows.get('benefits') ?? []).filter((one) => one.to === pillar)),
      named: rows.carried.filter(mine).reduce((all, one) => all + one.completed, 0n),
    };
    const given = Object.values(gives).some((one) => one > 0n);
    const received = Object.values(receives).some((one) => one > 0n);
    return {
      pillar,
      ...gives,
      ...receives,
      standing: given ? (received ? 'both' : 'only-gives') : received ? 'only-receives' : 'neither',
    };
  });
}

function total(bands: readonly Band[]): bigint {
  return bands.reduce((all, one) => all + one.amount, 0n);
}

function added(
  rows: readonly (readonly [string | undefined, string | undefined, bigint])[],
): readonly Band[] {
  const bands = new Map<string, Band>();
  for (const [from, to, amount] of rows) {
    if (from === undefined || to === undefined || amount === 0n) continue;
    const key = `${from} ${to}`;
    bands.set(key, { from, to, amount: amount + (bands.get(key)?.amount ?? 0n) });
  }
  return [...bands.values()];
}
