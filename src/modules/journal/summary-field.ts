import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { WithheldKind } from '#kernel/readable.ts';

/**
 * A field of an entry's summary: what it holds, and who may read it: everyone, or those who may read that kind of
 * withheld fact (`kernel/readable.ts`). What everyone may read is part of the sealed leaf in clear; a withheld field
 * is kept among the details, of which the leaf holds a salted digest alone.
 */
export type Field<Value = unknown> = {
  readonly kind:
    | 'text'
    | 'code'
    | 'office'
    | 'day'
    | 'moment'
    | 'id'
    | 'sha256'
    | 'whole'
    | 'rupiah'
    | 'list'
    | 'counts'
    | 'periods';
  readonly readers: 'everyone' | WithheldKind;
  /** Whether the field may be missing. */
  readonly may?: 'be-missing';
  /** Never there: carries the type. */
  readonly value?: Value;
};

/** Words as somebody typed them. */
export const text: Field<string> = { kind: 'text', readers: 'everyone' };
/** A word of a closed list or of the programme's model: names something, but is not to be read. */
export const code: Field<string> = { kind: 'code', readers: 'everyone' };
export const office: Field<string> = { kind: 'office', readers: 'everyone' };
export const day: Field<IsoDate> = { kind: 'day', readers: 'everyone' };
/** A moment in ISO 8601, UTC. */
export const moment: Field<string> = { kind: 'moment', readers: 'everyone' };
export const id: Field<Id> = { kind: 'id', readers: 'everyone' };
export const sha256: Field<string> = { kind: 'sha256', readers: 'everyone' };
/** A whole number: canonical JSON holds no other. */
export const whole: Field<number> = { kind: 'whole', readers: 'everyone' };
export const rupiah: Field<Rupiah> = { kind: 'rupiah', readers: 'everyone' };
export const list: Field<readonly string[]> = { kind: 'list', readers: 'everyone' };
/** How many of each: the names are words of the programme's model. */
export const counts: Field<Readonly<Record<string, number>>> = { kind: 'counts', readers: 'everyone' };
export const periods: Field<Readonly<Record<string, { readonly from: IsoDate; readonly to: IsoDate }>>> = {
  kind: 'periods',
  readers: 'everyone',
};

/** A field that is not for everybody. */
export function withheld<Value>(kind: WithheldKind, field: Field<Value>): Field<Value> {
  return { ...field, readers: kind };
}

export function maybe<Value>(field: Field<Value>): Field<Value> & { readonly may: 'be-missing' } {
  return { ...field, may: 'be-missing' };
}

/** The fields of a summary by name. */
export type Fields = Readonly<Record<string, Field>>;

type Missable<F extends Fields> = {
  [Name in keyof F]: F[Name] extends { readonly may: 'be-missing' } ? Name : never;
}[keyof F];

type ValueOf<F> = F extends Field<infer Value> ? Value : never;

/** What a summary with these fields holds. */
export type Summary<F extends Fields> = {
  readonly [Name in Exclude<keyof F, Missable<F>>]: ValueOf<F[Name]>;
} & {
  readonly [Name in Missable<F>]?: ValueOf<F[Name]> | null | undefined;
};
