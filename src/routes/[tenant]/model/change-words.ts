import { groupDigits } from '#kernel/money.ts';
import type { Change, Weight } from '#modules/models/index.ts';
import type { FeltChange, Touched } from '#modules/workshop/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tone } from '#ui/Chip.svelte';
import { count } from '#ui/format.ts';

const WEIGHTS: Readonly<Record<Weight, { readonly word: () => string; readonly tone: Tone }>> = {
  breaking: { word: m['workshop.weight.breaking'], tone: 'no' },
  tightening: { word: m['workshop.weight.tightening'], tone: 'wait' },
  compatible: { word: m['workshop.weight.compatible'], tone: 'ok' },
  wording: { word: m['workshop.weight.wording'], tone: 'quiet' },
};

const CHANGES: Readonly<Record<Change['change'], () => string>> = {
  added: m['workshop.change.added'],
  removed: m['workshop.change.removed'],
  changed: m['workshop.change.changed'],
  reordered: m['workshop.change.reordered'],
};

const TOUCHED: readonly (readonly [keyof Touched, (said: { count: string }) => string])[] = [
  ['proposals', m['workshop.preview.proposals']],
  ['forums', m['workshop.preview.forums']],
  ['activities', m['workshop.preview.activities']],
  ['filings', m['workshop.preview.filings']],
];

/** A change as a row that an official reads: where, what, what it means, and how much runs under it. */
export function changeRow({ touched, unkept, ...change }: FeltChange) {
  return { ...plainRow(change), unkept, touched: touchedWords(touched) };
}

/** A change as a row, without what runs. */
export function plainRow(change: Change) {
  const { path, weight } = change;
  return {
    path: path.join('.'),
    said: changeText(change),
    weight: WEIGHTS[weight].word(),
    tone: WEIGHTS[weight].tone,
  };
}

/** What a change did, with the values where they are short: `Diubah: 10 → 7`. */
export function changeText({ change, before, after }: Change): string {
  const values = [shown(before), shown(after)].filter((text) => text !== '');
  return [CHANGES[change](), values.join(' → ')].filter((text) => text !== '').join(': ');
}

/** How much runs, kind by kind; nothing of a kind is left out. */
export function touchedWords(touched: Touched): string[] {
  return TOUCHED.filter(([key]) => touched[key] > 0).map(([key, word]) =>
    word({ count: count(touched[key]) }),
  );
}

/** A value in as many signs as a row bears; a group of rules is not shown. */
function shown(value: unknown): string {
  if (typeof value === 'bigint') return groupDigits(value);
  const text = typeof value === 'object' || value === undefined ? '' : String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
