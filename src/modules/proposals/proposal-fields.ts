import { z } from 'zod';
import { lineTotal, MAX_RUPIAH, type Rupiah, sum, type Thousandths } from '#kernel/money.ts';
import { readChoice } from '#kernel/readers/fields.ts';
import {
  asTyped,
  readCount,
  readDegrees,
  readPositiveRupiah,
  readQuantity,
  readRupiah,
} from '#kernel/readers/number.ts';
import { readLine, readText, storable } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type Answers, type Known, readAnswers } from '#modules/fields/index.ts';
import type { AskedPart, ProposalKind } from '#modules/models/index.ts';

/** A value as a person typed it; numbers of the API come here as their text. */
const Typed = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform((value) =>
    value === null || value === undefined ? '' : typeof value === 'number' ? asTyped(value) : storable(value),
  );

/**
 * What an institution writes in a proposal, as typed and not yet judged: a draft keeps it exactly so, nothing is lost
 * to a typing mistake. The same schema serves form, API and OpenAPI.
 */
export const ProposalFields = z.object({
  title: Typed,
  need: Typed,
  scope: Typed,
  place: Typed,
  address: Typed,
  latitude: Typed,
  longitude: Typed,
  volume: Typed,
  unit: Typed,
  people: Typed,
  poorHouseholds: Typed,
  costLines: z.array(z.object({ item: Typed, quantity: Typed, unit: Typed, unitPrice: Typed })).default([]),
  total: Typed,
  contributions: z.array(z.object({ form: Typed, description: Typed, value: Typed })).default([]),
  /** To the fields of the model, by their keys. */
  answers: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]{1,48}$/), Typed).default({}),
});
export type ProposalFields = z.infer<typeof ProposalFields>;

export const NO_FIELDS: ProposalFields = ProposalFields.parse({});

export const LIMITS = {
  title: 120,
  text: 4000,
  short: 300,
  item: 160,
  unit: 30,
  costLines: 200,
  contributions: 30,
} as const;

export const CONTRIBUTION_FORMS = ['money', 'labour', 'material'] as const;
export type ContributionForm = (typeof CONTRIBUTION_FORMS)[number];

export type CostLine = {
  readonly item: string;
  readonly quantity: Thousandths;
  readonly unit: string;
  readonly unitPrice: Rupiah;
  readonly total: Rupiah;
};

export type Contribution = {
  readonly form: ContributionForm;
  readonly description: string;
  readonly value: Rupiah;
};

/** A proposal whose every field has been read: what, why, where, how much, for whom. */
export type ProposalContent = {
  readonly title: string;
  readonly need: string;
  readonly scope: string;
  readonly place: RegionCode;
  readonly address: string;
  readonly point: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly volume: Thousandths;
  readonly unit: string;
  readonly people: number;
  readonly poorHouseholds: number;
  readonly costLines: readonly CostLine[];
  readonly contributions: readonly Contribution[];
  readonly requested: Rupiah;
  readonly contribution: Rupiah;
  /** To the fields of the model. */
  readonly answers: Answers;
};

/** The most a draft keeps, in characters of JSON: far above any honest proposal. */
const MOST_TYPED = 500_000;

/** Refuses a draft that is too large to keep: more lines than can be submitted, or text without measure. */
export function mayKeep(typed: ProposalFields): Refusal | undefined {
  for (const list of ['costLines', 'contributions'] as const) {
    if (typed[list].length > LIMITS[list]) {
      return together([at(list, refuse('input.too-many-lines', undefined, { limit: LIMITS[list] }))]);
    }
  }
  return JSON.stringify(typed).length > MOST_TYPED
    ? refuse('input.too-large', undefined, { limit: MOST_TYPED })
    : undefined;
}

/** What a kind of proposals does not ask is taken from here, and not read from what was typed; and what there is of what answers name. */
export type Given = Known & {
  /** Where it belongs, if no place within is asked. */
  readonly place: RegionCode;
  /** What it is called, if no title is asked. */
  readonly title: string;
};

/**
 * Reads what was typed of all that a kind of proposals asks. Answers the content, or every field that cannot stand, each
 * with its reason; what is not asked is empty or `given`, whatever was typed.
 */
export function readFields(
  kind: Pick<ProposalKind, 'asks' | 'entry' | 'fields' | 'costs' | 'label'>,
  typed: ProposalFields,
  given: Given,
): ProposalContent | Refusal {
  const issues: Refusal[] = [];
  const keep = <T>(field: string, value: T | Refusal, instead: T): T => {
    if (!isRefusal(value)) return value;
    issues.push(at(field, value));
    return instead;
  };
  const asked = <T>(part: AskedPart, field: string, read: () => T | Refusal, instead: T): T =>
    kind.asks.includes(part) ? keep(field, read(), instead) : instead;
  const costLines = readCosts(kind, typed, issues);
  const contributions = kind.asks.includes('contributions') ? readContributions(typed, issues) : [];
  const answers = readAnswers(kind.fields, typed.answers, { under: 'answers', ...given });
  if (isRefusal(answers)) issues.push(...(answers.issues ?? []));
  const content: ProposalContent = {
    title: asked('title', 'title', () => readLine(typed.title, LIMITS.title), given.title),
    need: asked('need', 'need', () => readText(typed.need, LIMITS.text), ''),
    scope: kind.entry === 'none' ? '' : keep('scope', readChoice(typed.scope), ''),
    place: asked('place', 'place', () => readChoice(typed.place), given.place),
    address: asked('address', 'address', () => readLine(typed.address, LIMITS.short), ''),
    point: kind.asks.includes('point') ? readPoint(typed, issues) : undefined,
    volume: asked('volume', 'volume', () => readQuantity(typed.volume), 0n),
    unit: asked('volume', 'unit', () => readLine(typed.unit, LIMITS.unit), ''),
    people: asked('people', 'people', () => readCount(typed.people), 0),
    poorHouseholds: asked(
      'poor-households',
      'poorHouseholds',
      () => readCount(typed.poorHouseholds.trim() || '0'),
      0,
    ),
    costLines,
    contributions,
    requested: sum(costLines.map((line) => line.total)),
    contribution: sum(contributions.map((one) => one.value)),
    answers: isRefusal(answers) ? {} : answers,
  };
  if (content.requested > MAX_RUPIAH) issues.push(at('costLines', refuse('money.too-large')));
  return together(issues) ?? content;
}

/** What it costs, as its kind has it said. One amount is kept as one line, so that all that follows knows lines alone. */
function readCosts(
  kind: Pick<ProposalKind, 'costs' | 'label'>,
  typed: ProposalFields,
  issues: Refusal[],
): CostLine[] {
  switch (kind.costs) {
    case 'none':
      return [];
    case 'lines':
      return readCostLines(typed, issues);
    case 'total': {
      const total = readPositiveRupiah(typed.total);
      if (!isRefusal(total)) {
        return [{ item: kind.label.id, quantity: 1000n, unit: 'paket', unitPrice: total, total }];
      }
      issues.push(at('total', total));
      return [];
    }
  }
}

function readCostLines(typed: ProposalFields, issues: Refusal[]): CostLine[] {
  if (typed.costLines.length > LIMITS.costLines) {
    issues.push(at('costLines', refuse('input.too-many-lines', undefined, { limit: LIMITS.costLines })));
    return [];
  }
  const lines = typed.costLines.flatMap((line, i) => {
    if (Object.values(line).every((value) => value.trim() === '')) return [];
    const read = {
      item: readLine(line.item, LIMITS.item),
      quantity: readQuantity(line.quantity),
      unit: readLine(line.unit, LIMITS.unit),
      unitPrice: readRupiah(line.unitPrice),
    };
    for (const [name, value] of Object.entries(read)) {
      if (isRefusal(value)) issues.push(at(`costLines.${i}.${name}`, value));
    }
    const { item, quantity, unit, unitPrice } = read;
    if (isRefusal(item) || isRefusal(quantity) || isRefusal(unit) || isRefusal(unitPrice)) return [];
    return [{ item, quantity, unit, unitPrice, total: lineTotal(quantity, unitPrice) }];
  });
  if (lines.length === 0 && !issues.some((issue) => issue.field?.startsWith('costLines'))) {
    issues.push(at('costLines', refuse('input.no-lines')));
  }
  return lines;
}

function readContributions(typed: ProposalFields, issues: Refusal[]): Contribution[] {
  if (typed.contributions.length > LIMITS.contributions) {
    issues.push(
      at('contributions', refuse('input.too-many-lines', undefined, { limit: LIMITS.contributions })),
    );
    return [];
  }
  return typed.contributions.flatMap((given, i) => {
    if (given.description.trim() === '' && given.value.trim() === '') return [];
    const form = CONTRIBUTION_FORMS.find((one) => one === given.form);
    const description = readLine(given.description, LIMITS.item);
    const value = readRupiah(given.value);
    if (!form) issues.push(at(`contributions.${i}.form`, refuse('input.choice')));
    if (isRefusal(description)) issues.push(at(`contributions.${i}.description`, description));
    if (isRefusal(value)) issues.push(at(`contributions.${i}.value`, value));
    return form && !isRefusal(description) && !isRefusal(value) ? [{ form, description, value }] : [];
  });
}

function readPoint(typed: ProposalFields, issues: Refusal[]): ProposalContent['point'] {
  if (typed.latitude.trim() === '' && typed.longitude.trim() === '') return undefined;
  const latitude = readDegrees(typed.latitude, 90);
  const longitude = readDegrees(typed.longitude, 180);
  if (!isRefusal(latitude) && !isRefusal(longitude) && inIndonesia(latitude, longitude)) {
    return { latitude, longitude };
  }
  issues.push(
    at('latitude', refuse('input.number', undefined, { typed: `${typed.latitude}, ${typed.longitude}` })),
  );
  return undefined;
}

/** Territory of Indonesia, generously: 11° south to 6° north, 95° to 141° east. */
function inIndonesia(latitude: number, longitude: number): boolean {
  return latitude >= -11.5 && latitude <= 6.5 && longitude >= 94 && longitude <= 142;
}

/** What it costs as far as that can be read already, for lists of drafts. */
export function readableTotal(kind: Pick<ProposalKind, 'costs'>, typed: ProposalFields): Rupiah {
  if (kind.costs === 'none') return 0n;
  if (kind.costs === 'total') {
    const total = readRupiah(typed.total);
    return isRefusal(total) ? 0n : total;
  }
  const total = sum(
    typed.costLines.slice(0, LIMITS.costLines).map((line) => {
      const quantity = readQuantity(line.quantity);
      const unitPrice = readRupiah(line.unitPrice);
      return isRefusal(quantity) || isRefusal(unitPrice) ? 0n : lineTotal(quantity, unitPrice);
    }),
  );
  return total > MAX_RUPIAH ? 0n : total;
}
