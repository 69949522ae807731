import { storable } from '#kernel/readers/text.ts';
import type { ProposalFields } from '#modules/proposals/index.ts';
import { tappedPoint } from '#ui/pin.ts';

/*
 * The form of a proposal as names and values, the same in the browser and on the server: `title`, `costLines.0.item`.
 * Only types come from the module, so that the browser carries none of it.
 */

export type TypedLine = ProposalFields['costLines'][number];
export type TypedContribution = ProposalFields['contributions'][number];

const LINE = ['item', 'quantity', 'unit', 'unitPrice'] as const;

const GIVEN = ['form', 'description', 'value'] as const;

/**
 * Rows shown as fields, as many as can be submitted. What was typed beyond, from a paste or a script, goes into one text
 * (`costLines.rest`): a row on each line, its cells apart by a tab. So nothing is lost and the page stays small.
 */
export const SHOWN_ROWS = { costLines: 200, contributions: 30 } as const;

/** Rows as the text that keeps them. */
export function textOfLines(lines: readonly TypedLine[]): string {
  return lines.map((line) => LINE.map((name) => oneCell(line[name])).join('\t')).join('\n');
}
export function textOfContributions(given: readonly TypedContribution[]): string {
  return given.map((one) => GIVEN.map((name) => oneCell(one[name])).join('\t')).join('\n');
}

function oneCell(value: string): string {
  return value.replaceAll(/[\t\n]/g, ' ');
}

/** The cells of each line of such a text; lines without any entry are left out. */
function cellsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t').map((cell) => cell.trim()));
}

export function emptyLine(): TypedLine {
  return { item: '', quantity: '', unit: '', unitPrice: '' };
}

export function emptyContribution(): TypedContribution {
  return { form: 'labour', description: '', value: '' };
}

export function isEmptyLine(line: TypedLine): boolean {
  return LINE.every((name) => line[name].trim() === '');
}

/** A contribution's form is always chosen, so only the words and the value tell whether the row was used. */
export function isEmptyContribution(given: TypedContribution): boolean {
  return given.description.trim() === '' && given.value.trim() === '';
}

/** What stands in the form, exactly as typed; rows without any entry are left out. */
export function typedIn(form: FormData): ProposalFields {
  // Looked up by name: a form asked for each name in turn would be read through thousands of times.
  const typed = new Map([...form].reverse());
  // The answer to what was asked beside a number (NumberQuestion): it takes the place of what was typed.
  const [, asked, meant = ''] = /^([\w.]{1,60})=([\d,]{1,40})$/.exec(String(form.get('maksud') ?? '')) ?? [];
  const text = (name: string): string => {
    const value = name === asked ? meant : typed.get(name);
    return typeof value === 'string' ? storable(value) : '';
  };
  // A tap on the map, which sends a form without JavaScript, takes the place of what was typed.
  const tapped = tappedPoint(text('pin.frame'), text('pin.x'), text('pin.y'));
  return {
    title: text('title'),
    need: text('need'),
    scope: text('scope'),
    place: text('place'),
    address: text('address'),
    latitude: tapped?.latitude ?? text('latitude'),
    longitude: tapped?.longitude ?? text('longitude'),
    volume: text('volume'),
    unit: text('unit'),
    people: text('people'),
    poorHouseholds: text('poorHouseholds'),
    total: text('total'),
    answers: Object.fromEntries(
      [...typed.keys()].flatMap((name) => {
        const [, key] = /^answers\.([a-z0-9][a-z0-9-]{1,48})$/.exec(name) ?? [];
        // Boxes that were ticked come one by one, each under the name of the question.
        const ticked = form.getAll(name).flatMap((one) => (typeof one === 'string' ? [storable(one)] : []));
        return key === undefined ? [] : [[key, ticked.length > 1 ? ticked.join(' ') : text(name)]];
      }),
    ),
    costLines: rows(form, 'costLines')
      .map(
        (at): TypedLine => ({
          item: text(`${at}.item`),
          quantity: text(`${at}.quantity`),
          unit: text(`${at}.unit`),
          unitPrice: text(`${at}.unitPrice`),
        }),
      )
      .concat(
        cellsOf(text('costLines.rest')).map(
          ([item = '', quantity = '', unit = '', unitPrice = '']): TypedLine => ({
            item,
            quantity,
            unit,
            unitPrice,
          }),
        ),
      )
      .filter((line) => !isEmptyLine(line)),
    contributions: rows(form, 'contributions')
      .map(
        (at): TypedContribution => ({
          form: text(`${at}.form`),
          description: text(`${at}.description`),
          value: text(`${at}.value`),
        }),
      )
      .concat(
        cellsOf(text('contributions.rest')).map(
          ([form = '', description = '', value = '']): TypedContribution => ({ form, description, value }),
        ),
      )
      .filter((given) => !isEmptyContribution(given)),
  };
}

/** The rows of a list that the form has, in order: `costLines.0`, `costLines.1`, … */
function rows(form: FormData, list: 'costLines' | 'contributions'): string[] {
  const numbers = new Set<number>();
  for (const name of form.keys()) {
    const found = /^(\w+)\.(\d{1,6})\.(\w+)$/.exec(name);
    if (found && found[1] === list) numbers.add(Number(found[2]));
  }
  return [...numbers].sort((a, b) => a - b).map((number) => `${list}.${number}`);
}
