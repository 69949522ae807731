import { type DerivationRules, deriveTies, type TieInput } from '#analysis/network/index.ts';
import type { IsoDate } from '#kernel/date.ts';

/** The stages of a programme's year in which ties are seen. */
export const TIE_STAGES = ['planning', 'deliberation', 'funding', 'execution', 'reporting'] as const;
export type TieStage = (typeof TIE_STAGES)[number];

/**
 * What the records show two institutions to have done with each other, and in which stage. `vertical` where one of them
 * judges what the other hands in; otherwise they stand side by side.
 */
export const RECORD_FORMS = {
  /** Handed a proposal in to the office that verifies it. */
  proposal: { stage: 'planning', standing: 'vertical' },
  /** Sat in the same forum. */
  forum: { stage: 'deliberation', standing: 'horizontal' },
  /** The convener and an institution named in sealed minutes. */
  minutes: { stage: 'deliberation', standing: 'horizontal' },
  /** Decided on the other's proposal. */
  decision: { stage: 'deliberation', standing: 'vertical' },
  /** Approved a payment for the other's activity. */
  grant: { stage: 'funding', standing: 'vertical' },
  /** Spent its own on the other's activity. */
  gift: { stage: 'funding', standing: 'horizontal' },
  /** Paid the other. */
  payment: { stage: 'funding', standing: 'horizontal' },
  /** Delivered to the other's activity. */
  supply: { stage: 'execution', standing: 'horizontal' },
  /** Handed the result of an activity over to the other. */
  handover: { stage: 'execution', standing: 'horizontal' },
  /** Answered the other's report. */
  report: { stage: 'reporting', standing: 'vertical' },
} as const satisfies Record<string, { stage: TieStage; standing: 'horizontal' | 'vertical' }>;

export type RecordForm = keyof typeof RECORD_FORMS;

/** One dealing of two institutions, as the records hold it. */
export type Dealing = {
  readonly form: RecordForm;
  readonly actors: readonly [string, string];
  /** The one of the two who judged what the other handed in, where the form is vertical. */
  readonly dominant: string | null;
  readonly date: IsoDate;
  /** The page in the city where it can be read, such as `musyawarah/<id>`. */
  readonly reference: string;
  /** Part of a dealing's weight that counts: 1/(n − 1) for each pair in a meeting of n; 1 when left out. */
  readonly share?: number;
};

/**
 * How dealings become strength. A dealing of just two weighs 1 on its day and half after every half-life; a pair's
 * dealings add up. One who loads a year of a programme sees last year's dealings at half: 365 days. Two fresh dealings
 * (or more, older ones) make a strong tie; what has faded below 0.02 is left out. Conventions of this project, open to
 * change by whoever asks: `halfLifeDays` is a parameter of every page and download.
 */
export const DERIVATION = { halfLifeDays: 365, strongFrom: 2, fadedBelow: 0.02 } as const;

/** The half-lives offered, in days: a quarter, half a year, a year, two years. */
export const HALF_LIVES = [91, 182, 365, 730] as const;

/** The day that ties are judged on, the first day that counts, and how fast dealings fade. */
export type Derivation = { readonly asOf: IsoDate; readonly from?: IsoDate; readonly halfLifeDays: number };

/**
 * The ties that dealings make: one for each pair and form, with every dealing as evidence. Whether a pair is strong or
 * weak is said of the pair, by all its dealings together, so that a stage alone does not make partners look like strangers.
 */
export function tiesFromDealings(dealings: readonly Dealing[], derivation: Derivation): TieInput[] {
  const { asOf, from = '', halfLifeDays } = derivation;
  const counted = dealings.filter(
    (one) => one.actors[0] !== one.actors[1] && one.date <= asOf && one.date >= from,
  );
  const byForm = Map.groupBy(counted, (one) => one.form);
  const ties = [...byForm].flatMap(([form, list]) => {
    const rules: DerivationRules = {
      asOf,
      halfLifeDays,
      weights: { [form]: 1 },
      strongFrom: DERIVATION.strongFrom,
      fadedBelow: DERIVATION.fadedBelow,
    };
    const dominants = newestDominants(list);
    const { stage, standing } = RECORD_FORMS[form];
    return deriveTies(
      list.map((one) => ({
        kind: form,
        actors: one.actors,
        date: one.date,
        reference: one.reference,
        ...(one.share === undefined ? {} : { share: one.share }),
      })),
      rules,
    ).map((tie) => ({
      ...tie,
      form,
      stage,
      standing,
      layer: 'record',
      dominant: dominants.get(pairOf(tie.from, tie.to)) ?? null,
    }));
  });
  const totals = new Map<string, number>();
  for (const tie of ties) {
    const pair = pairOf(tie.from, tie.to);
    totals.set(pair, (totals.get(pair) ?? 0) + (tie.strength ?? 0));
  }
  return ties.map((tie) => ({
    ...tie,
    bond: (totals.get(pairOf(tie.from, tie.to)) ?? 0) >= DERIVATION.strongFrom ? 'strong' : 'weak',
  }));
}

function newestDominants(list: readonly Dealing[]): Map<string, string> {
  const newest = new Map<string, string>();
  for (const one of [...list].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    if (one.dominant !== null) newest.set(pairOf(...one.actors), one.dominant);
  }
  return newest;
}

/** A pair of actors, whichever is named first. */
export function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
