import type { Bond, Network, Tie } from './network.ts';
import { dayNumber } from './network.ts';
import { refuseNetwork } from './problem.ts';
import { type Slice, sliceNetwork } from './slice.ts';

const FIELDS = ['stage', 'form', 'layer', 'bond'] as const;
type PartField = (typeof FIELDS)[number];
const BONDS: readonly Bond[] = ['weak', 'strong'];

/**
 * The part of a network that words name, as the filters of its page do: a stage, a form (relation), a layer, a bond, or a day, on which
 * ties must have been alive. A word that is both a stage and a form, say, is told apart by `stage=…`, `form=…`, `layer=…`, `bond=…`,
 * `day=…`. Several words of one field are alternatives; words of different fields must all hold.
 * Throws NetworkInputError `unknown-part` with what there is when no tie has the word.
 */
export function partOf(network: Network, words: readonly string[]): Network {
  const slice: { [Field in `${PartField}s`]?: string[] } & { on?: string } = {};
  for (const word of words) {
    const found = placeOf(network, word);
    if (found.field === 'day') slice.on = found.value;
    else slice[`${found.field}s`] = [...(slice[`${found.field}s`] ?? []), found.value];
  }
  const { bonds, ...others } = slice;
  const wanted: Slice = bonds ? { ...others, bonds: BONDS.filter((bond) => bonds.includes(bond)) } : others;
  return sliceNetwork(network, wanted);
}

function placeOf(
  network: Network,
  word: string,
): { readonly field: PartField | 'day'; readonly value: string } {
  const [, name, rest] = /^(stage|form|layer|bond|day)=(.*)$/.exec(word) ?? [];
  const value = rest ?? word;
  if (name === 'day' || (name === undefined && dayNumber(word) !== undefined)) return { field: 'day', value };
  const fields = FIELDS.filter((field) => (name ?? field) === field && has(network.ties, field, value));
  const [field, other] = fields;
  if (field === undefined || other !== undefined) {
    const known = FIELDS.flatMap((each) => valuesOf(network.ties, each).map((one) => `${each}=${one}`));
    refuseNetwork('unknown-part', null, { value: word, known: known.slice(0, 20).join(', ') });
  }
  return { field, value };
}

function has(ties: readonly Tie[], field: PartField, value: string): boolean {
  return ties.some((tie) => tie[field] === value);
}

function valuesOf(ties: readonly Tie[], field: PartField): string[] {
  return [...new Set(ties.flatMap((tie) => tie[field] ?? []))];
}
