import type { Label, TypedField } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { count, day, list, rupiah } from './format.ts';

/** A field of a model as a form asks it (`ModelField`), in the reader's language. */
export type WordedField = {
  readonly key: string;
  readonly type: TypedField['type'];
  readonly label: string;
  readonly hint: string | undefined;
  readonly required: boolean;
  readonly personal: boolean;
  readonly unit: string | undefined;
  readonly earliest: string | undefined;
  readonly latest: string | undefined;
  /** How many figures there are, where a number is a name. */
  readonly length: number | undefined;
  /** What is on record already and can be taken over as it is written there. */
  readonly known: readonly string[];
  /** What can be chosen; none where it is written. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly group?: string }[];
};

/** A place, an institution, a proposal or an entry of the catalogue that can be chosen; those of a `group` stand together. */
export type Offered = { readonly code: string; readonly name: string; readonly group?: string };

function word(label: Label, locale: Locale): string {
  return locale === 'en' ? label.en : label.id;
}

/**
 * Words a field of a model. `choices` is what a field offers that the model does not list itself, by code or id; `known`
 * what is on record already and could be taken over.
 */
export function wordField(
  field: TypedField,
  locale: Locale,
  choices: readonly Offered[] = [],
  known: readonly string[] = [],
): WordedField {
  return {
    key: field.key,
    type: field.type,
    label: word(field.label, locale),
    hint: field.help && word(field.help, locale),
    required: field.required,
    personal: field.personal,
    unit: field.type === 'number' && field.unit ? word(field.unit, locale) : undefined,
    earliest: field.type === 'date' ? field.earliest : undefined,
    latest: field.type === 'date' && field.latest !== 'today' ? field.latest : undefined,
    length: field.type === 'digits' ? field.length : undefined,
    known,
    options: optionsOf(field, locale, choices),
  };
}

function optionsOf(field: TypedField, locale: Locale, choices: readonly Offered[]): WordedField['options'] {
  switch (field.type) {
    case 'yes-no':
      return [
        { value: 'yes', label: m['part.yes']() },
        { value: 'no', label: m['part.no']() },
      ];
    case 'one-of':
    case 'several-of':
      return field.options.map((one) => ({ value: one.option, label: word(one.label, locale) }));
    case 'place':
    case 'institution':
    case 'proposal':
    case 'entry':
      return choices.map(({ code, name, group }) => ({
        value: code,
        label: name,
        ...(group === undefined ? {} : { group }),
      }));
    default:
      return [];
  }
}

/** An answer to a field of a model in words. `called` is the name of the place, institution, proposal or entry, where one was asked. */
export function wordAnswer(
  field: TypedField,
  value: string,
  locale: Locale,
  called?: string | Label,
): string {
  switch (field.type) {
    case 'text':
    case 'long-text':
    case 'digits':
      return value;
    case 'number':
      return [count(BigInt(value)), field.unit && word(field.unit, locale)].filter(Boolean).join(' ');
    case 'rupiah':
      return rupiah(BigInt(value));
    case 'date':
      return day(value);
    case 'yes-no':
      return value === 'yes' ? m['part.yes']() : m['part.no']();
    case 'one-of': {
      const option = field.options.find((one) => one.option === value);
      return option ? word(option.label, locale) : value;
    }
    case 'several-of': {
      const chosen = value.split(' ');
      return list(
        field.options.filter((one) => chosen.includes(one.option)).map((one) => word(one.label, locale)),
      );
    }
    case 'place':
    case 'institution':
    case 'proposal':
    case 'entry':
      return typeof called === 'object' ? word(called, locale) : (called ?? value);
  }
}
