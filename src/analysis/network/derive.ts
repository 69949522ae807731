import { ownEntry } from '#kernel/own-entry.ts';
import { pairKey } from './layers.ts';
import { dayNumber, type TieEvidence, type TieInput } from './network.ts';
import { refuseNetwork } from './problem.ts';

/** Something in the records that two actors did with each other. The order of `actors` is the direction: who paid, reported, answered whom. */
export interface Encounter {
  readonly kind: string;
  readonly actors: readonly [string, string];
  /** ISO date. */
  readonly date: string;
  /** Where it can be read: the number of the minutes, the receipt, the report. */
  readonly reference: string;
  readonly stage?: string | null;
  /** The part of its kind's weight that counts, 0–1; 1 when left out. In a meeting of n, 1/(n − 1) for each pair (Newman 2001). */
  readonly share?: number;
}

export interface DerivationRules {
  /** The day on which the ties are judged (ISO date); later encounters do not count. */
  readonly asOf: string;
  /** After so many days an encounter weighs half. Above zero. */
  readonly halfLifeDays: number;
  /** What a fresh encounter of each kind adds to the strength; kinds that are not named do not count. */
  readonly weights: Readonly<Record<string, number>>;
  /** From this strength a tie is strong. */
  readonly strongFrom: number;
  /** Below this strength a tie has faded and is left out; above zero. */
  readonly fadedBelow: number;
}

/** What an encounter still adds after some days: its weight, halved every half-life. */
export function decayed(weight: number, ageDays: number, halfLifeDays: number): number {
  return weight * 2 ** (-ageDays / halfLifeDays);
}

/**
 * Ties derived from the records: for each pair that met, the sum of what its encounters still add, with every encounter as evidence
 * (newest first). `since` is the first encounter. Pairs come in the order of their first encounter in the list.
 * Throws `bad-date` or `self-loop` on impossible encounters.
 */
export function deriveTies(encounters: readonly Encounter[], rules: DerivationRules): TieInput[] {
  const today = day(rules.asOf);
  const pairs = new Map<
    string,
    { from: string; to: string; met: { encounter: Encounter; adds: number }[] }
  >();
  for (const encounter of encounters) {
    const [from, to] = encounter.actors;
    if (from === to) refuseNetwork('self-loop', null, { actor: from });
    const age = today - day(encounter.date);
    const weight = (ownEntry(rules.weights, encounter.kind) ?? 0) * (encounter.share ?? 1);
    if (age < 0 || weight <= 0) continue;
    const key = pairKey({ from, to });
    const pair = pairs.get(key) ?? { from, to, met: [] };
    pair.met.push({ encounter, adds: decayed(weight, age, rules.halfLifeDays) });
    pairs.set(key, pair);
  }
  return [...pairs.values()].flatMap(({ from, to, met }): TieInput[] => {
    const strength = met.reduce((sum, { adds }) => sum + adds, 0);
    if (strength < rules.fadedBelow) return [];
    const newestFirst = [...met].sort((a, b) => (a.encounter.date < b.encounter.date ? 1 : -1));
    const stages = new Set(met.map(({ encounter }) => encounter.stage ?? null));
    const [stage] = stages;
    return [
      {
        from,
        to,
        strength,
        bond: strength >= rules.strongFrom ? 'strong' : 'weak',
        source: 'record',
        stage: stages.size === 1 ? (stage ?? null) : null,
        since: newestFirst[newestFirst.length - 1]?.encounter.date ?? null,
        evidence: newestFirst.map(
          ({ encounter, adds }): TieEvidence => ({
            kind: encounter.kind,
            reference: encounter.reference,
            date: encounter.date,
            adds,
          }),
        ),
      },
    ];
  });
}

function day(date: string): number {
  return dayNumber(date) ?? refuseNetwork('bad-date', null, { value: date });
}
