import { type Bond, type Network, type Slice, sliceNetwork } from '#analysis/network/index.ts';
import { m } from '#paraglide/messages.js';
import { type WordKind, word } from './network-words.ts';

/** A field of the filter form, with the values that the network offers. */
export type FilterField = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

const BONDS: readonly Bond[] = ['strong', 'weak'];

/** Which ties an address asks for (`tahap`, `bentuk`, `lapis`, `ikatan`, `bukti`), of those that a network has; what it does not have is left out. */
export function sliceFilter(
  network: Network,
  params: URLSearchParams,
  kind: 'area' | 'case',
): { readonly fields: readonly FilterField[]; readonly slice: Slice } {
  const { ties } = network;
  const field = (name: string, label: string, words: WordKind, values: readonly (string | null)[]) => {
    const options = [...new Set(values)]
      .filter((value) => value !== null)
      .map((value) => ({ value, label: word(words, value) }));
    const wanted = params.get(name) ?? '';
    const value = options.some((option) => option.value === wanted) ? wanted : '';
    return { name, label, value, options };
  };
  const stage = field(
    'tahap',
    m['networks.field.stage'](),
    'stage',
    ties.map((tie) => tie.stage),
  );
  const form = field(
    'bentuk',
    m['networks.field.form'](),
    'form',
    ties.map((tie) => tie.form),
  );
  const layer = field(
    'lapis',
    kind === 'case' ? m['networks.field.layer-case']() : m['networks.field.layer'](),
    'layer',
    ties.map((tie) => tie.layer),
  );
  const bond = field(
    'ikatan',
    m['networks.field.bond'](),
    'bond',
    BONDS.filter((each) => ties.some((tie) => tie.bond === each)),
  );
  const evidence = field(
    'bukti',
    m['networks.field.evidence'](),
    'evidence',
    kind === 'case' ? ties.flatMap((tie) => tie.evidence.map((fact) => fact.kind)) : [],
  );
  return {
    fields: [layer, stage, form, bond, evidence].filter((one) => one.options.length > 1 || one.value),
    slice: {
      ...(stage.value ? { stages: [stage.value] } : {}),
      ...(form.value ? { forms: [form.value] } : {}),
      ...(layer.value ? { layers: [layer.value] } : {}),
      ...(bond.value ? { bonds: BONDS.filter((each) => each === bond.value) } : {}),
      ...(evidence.value ? { evidenceKinds: [evidence.value] } : {}),
    },
  };
}

/** The part of a network that an address asks for. */
export function slicedBy(network: Network, params: URLSearchParams, kind: 'area' | 'case'): Network {
  return sliceNetwork(network, sliceFilter(network, params, kind).slice);
}
