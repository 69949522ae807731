import type { IsoDate } from '#kernel/date.ts';
import { type Id, isId } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readChoice } from '#kernel/readers/fields.ts';
import { readRupiah, readWhole } from '#kernel/readers/number.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import type { TypedField } from '#modules/models/index.ts';

/**
 * What was answered to fields of a model, by their keys. Once read, each in one writing: a number or rupiah in figures, a day as
 * `YYYY-MM-DD`, `yes` or `no`, an option or a place by its code, several options apart by a space, an institution or a proposal
 * by its id.
 * What was left out is not there.
 */
export type Answers = Readonly<Record<string, string>>;

const LONGEST = { line: 300, text: 10_000 } as const;

/** The places that are named, so that they can be looked up before the answers are judged. */
export function placesIn(fields: readonly TypedField[], typed: Answers): readonly RegionCode[] {
  return fields.flatMap((field) => {
    const code = ownEntry(typed, field.key)?.trim() ?? '';
    return field.type === 'place' && levelOf(code) === field.at ? [code] : [];
  });
}

/** The institutions that are named, likewise. */
export function institutionsIn(fields: readonly TypedField[], typed: Answers): readonly Id[] {
  return fields.flatMap((field) => {
    const id = ownEntry(typed, field.key)?.trim() ?? '';
    return field.type === 'institution' && isId(id) ? [id] : [];
  });
}

/** The proposals that are named, likewise. */
export function proposalsIn(fields: readonly TypedField[], typed: Answers): readonly Id[] {
  return fields.flatMap((field) => {
    const id = ownEntry(typed, field.key)?.trim() ?? '';
    return field.type === 'proposal' && isId(id) ? [id] : [];
  });
}

/**
 * What there is of what answers name: places, for the key of each field the institutions or proposals that it can name, and
 * the entries of the catalogue that proposals can be about.
 */
export type Known = {
  /** The day on which it is handed in. */
  readonly today?: IsoDate;
  readonly area: RegionCode;
  readonly known: ReadonlySet<RegionCode>;
  readonly institutions?: ReadonlyMap<string, ReadonlySet<Id>>;
  readonly proposals?: ReadonlyMap<string, ReadonlySet<Id>>;
  readonly entries?: ReadonlySet<string>;
};

/**
 * Reads what was typed into the fields of a model: all answers, or everything that cannot stand, each beside `under.key`.
 * `known` are the places that exist, `area` is where the programme is at work. Keys that the model does not ask are left
 * out. Source: engine of models, vocabulary `fields`.
 */
export function readAnswers(
  fields: readonly TypedField[],
  typed: Answers,
  where: Known & { readonly under: string },
): Answers | Refusal {
  const read = fields.flatMap((field) => {
    const text = ownEntry(typed, field.key) ?? '';
    return text.trim() === '' && !field.required
      ? []
      : [[field.key, readAnswer(field, text, where)] as const];
  });
  const issues = read.flatMap(([key, value]) =>
    isRefusal(value) ? [at(`${where.under}.${key}`, value)] : [],
  );
  return (
    together(issues) ??
    Object.fromEntries(read.flatMap(([key, value]) => (isRefusal(value) ? [] : [[key, value] as const])))
  );
}

function readAnswer(field: TypedField, typed: string, where: Known): string | Refusal {
  switch (field.type) {
    case 'text':
      return readLine(typed, LONGEST.line);
    case 'long-text':
      return readText(typed, LONGEST.text);
    case 'number': {
      const whole = readWhole(typed, 0, field.most);
      if (isRefusal(whole)) return whole;
      return whole < field.least ? refuse('input.below', undefined, { limit: field.least }) : String(whole);
    }
    case 'rupiah': {
      const amount = readRupiah(typed);
      return isRefusal(amount) ? amount : String(amount);
    }
    case 'date': {
      const day = readDay(typed);
      if (isRefusal(day)) return day;
      if (field.earliest && day < field.earliest) {
        return refuse('input.date-order', undefined, { from: field.earliest, to: day });
      }
      const latest = field.latest === 'today' ? where.today : field.latest;
      return latest && day > latest ? refuse('input.date-order', undefined, { from: day, to: latest }) : day;
    }
    case 'yes-no':
      return oneOf(typed, ['yes', 'no']);
    case 'one-of':
      return oneOf(
        typed,
        field.options.map((one) => one.option),
      );
    case 'several-of': {
      const chosen = new Set(typed.split(/\s+/).filter(Boolean));
      if (chosen.size === 0) return refuse('input.required');
      const options = field.options.map((one) => one.option);
      return [...chosen].every((one) => options.includes(one))
        ? options.filter((one) => chosen.has(one)).join(' ')
        : refuse('input.choice');
    }
    case 'digits': {
      const figures = typed.replaceAll(/[\s.-]/g, '');
      if (figures === '') return refuse('input.required');
      return /^\d+$/.test(figures) && figures.length === field.length
        ? figures
        : refuse('input.digits', undefined, { length: field.length });
    }
    case 'institution': {
      const id = readChoice(typed);
      if (isRefusal(id)) return id;
      return where.institutions?.get(field.key)?.has(id) ? id : refuse('input.choice');
    }
    case 'proposal': {
      const id = readChoice(typed);
      if (isRefusal(id)) return id;
      return where.proposals?.get(field.key)?.has(id) ? id : refuse('input.choice');
    }
    case 'entry': {
      const entry = readChoice(typed);
      if (isRefusal(entry)) return entry;
      return where.entries?.has(entry) ? entry : refuse('scope.unknown');
    }
    case 'place': {
      const code = readChoice(typed);
      if (isRefusal(code)) return code;
      const fits = levelOf(code) === field.at && within(code, where.area) && where.known.has(code);
      return fits ? code : refuse('region.unknown');
    }
  }
}

function oneOf(typed: string, options: readonly string[]): string | Refusal {
  const choice = readChoice(typed);
  return isRefusal(choice) || options.includes(choice) ? choice : refuse('input.choice');
}

/** An answer as somebody may read it; `withheld` where it is about somebody and not for this reader. */
export type ShownAnswer =
  | { readonly field: TypedField; readonly value: string; readonly withheld: false }
  | { readonly field: TypedField; readonly value: undefined; readonly withheld: true };

/** What was answered, in the model's order: for whoever may read `all` of it, else without what is personal. */
export function shownAnswers(
  fields: readonly TypedField[],
  answers: Answers,
  reader: 'all' | 'public',
): readonly ShownAnswer[] {
  return fields.flatMap((field): ShownAnswer[] => {
    const value = ownEntry(answers, field.key);
    if (value === undefined) return [];
    return field.personal && reader === 'public'
      ? [{ field, value: undefined, withheld: true }]
      : [{ field, value, withheld: false }];
  });
}
