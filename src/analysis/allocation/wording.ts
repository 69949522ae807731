import type { Language } from '../words.ts';
import type { Rule } from './allocation.ts';
import { parted } from './decimal-amount.ts';
import type { Election } from './election.ts';
import type { Fraction } from './fraction.ts';
import { ceilOf } from './fraction.ts';
import type { Utility } from './support.ts';

/** How names and amounts are written in the sentences about an allocation. */
export interface Wording {
  readonly language: Language;
  nameOf(project: string): string;
  /** An amount of the election, in its smallest unit. */
  money(amount: bigint): string;
  /** The unit that tallies are compared by: `rupiah`, or the currency's code. */
  readonly unit: string;
  count(number: number): string;
}

/** Wording for an election: `Rp` unless another currency is named, or none (the empty text). */
export function wordingFor(election: Election, language: Language, currency = 'IDR'): Wording {
  const numbers = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en');
  const names = new Map(election.projects.map((project) => [project.id, project.name]));
  const isRupiah = currency === 'IDR';
  const sign = isRupiah ? 'Rp' : currency === '' ? '' : `${currency} `;
  const mark = language === 'id' ? ',' : '.';
  return {
    language,
    nameOf(id) {
      const name = names.get(id);
      return name === undefined || name === id ? id : `${name} (${id})`;
    },
    money: (amount) => {
      const { whole, rest } = parted(amount, election.decimals ?? 0);
      return `${sign}${numbers.format(whole)}${rest && `${mark}${rest}`}`;
    },
    unit: isRupiah ? 'rupiah' : currency || (language === 'id' ? 'satuan uang' : 'unit of money'),
    count: (number) => numbers.format(number),
  };
}

const RULES: Readonly<Record<Rule, Readonly<Record<Language, string>>>> = {
  score: { id: 'skor tertinggi', en: 'highest score first' },
  priority: { id: 'urutan prioritas', en: 'order of priority' },
  greedy: { id: 'suara terbanyak', en: 'most support first' },
  borda: { id: 'skor Borda', en: 'Borda score' },
  knapsack: { id: 'paket bernilai tertinggi', en: 'set of the highest worth' },
  phragmen: { id: 'Phragmén berurutan', en: 'sequential Phragmén' },
  'equal-shares': { id: 'bagian setara', en: 'equal shares' },
};

export function ruleWords(rule: Rule, language: Language): string {
  return RULES[rule][language];
}

const TALLIES: Readonly<Record<Utility, Readonly<Record<Language, string>>>> = {
  cost: { id: 'suara', en: 'votes' },
  cardinality: { id: 'suara', en: 'votes' },
  points: { id: 'poin', en: 'points' },
  borda: { id: 'poin Borda', en: 'Borda points' },
  places: { id: 'poin', en: 'points' },
};

/** How many of something, in English: `1 ballot`, `2 ballots`. */
export function some(number: number, one: string, w: Wording): string {
  return `${w.count(number)} ${number === 1 ? one : `${one}s`}`;
}

/** How large a tally is: `3 suara`, `1 vote`, `2 Borda points`. */
export function tallyAmount(tally: number, utility: Utility, w: Wording): string {
  const unit = tallyWords(utility, w.language);
  return w.language === 'en' ? some(tally, unit.replace(/s$/, ''), w) : `${w.count(tally)} ${unit}`;
}

/** What a tally counts: votes, points or Borda points. */
export function tallyWords(utility: Utility, language: Language): string {
  return TALLIES[utility][language];
}

/** Fractions of a rupiah are shown rounded up; they are counted exactly. */
export function roundedMoney(money: Fraction, w: Wording): string {
  return w.money(ceilOf(money));
}
