import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';

/** How something came from a person without an account: sent by themselves, or entered for them by an office. */
export const SLIP_WAYS = ['web', 'telephone', 'paper'] as const;
export type SlipWay = (typeof SLIP_WAYS)[number];

/** Whom to ask about what a person brought without an account, and how it came. Never for the public. */
export type Slip = {
  readonly proposal: Id;
  readonly person: Id;
  readonly name: string;
  readonly phone: string;
  readonly way: SlipWay;
  readonly receivedOn: IsoDate;
  /** The officer who entered it; null where the person sent it. */
  readonly enteredBy: Id | null;
};

/** Letters and digits that nobody mistakes for one another. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 12;
const GROUP = 4;

/** A code as typed, without blanks, hyphens and lower case; undefined when it is none. */
export function readSlipCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : undefined;
}

/** How a code is written on a receipt: `ABCD-EFGH-JKMN`. */
export function writtenSlipCode(code: string): string {
  return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/** The code that bytes of chance stand for; twelve of them give 31^12 codes, too many to guess. */
export function slipCodeFrom(bytes: Uint8Array): string {
  return [...bytes.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
}
