import { type Actor, type Mandate, mandateOver } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readLine } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import { basisOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { paymentOffices } from './money-office.ts';

/**
 * Whom the city pays: a shop, a company, a group of craftsmen. Everybody reads the name beside each payment; number and
 * account are read by the offices of money alone.
 */
export type Supplier = {
  readonly id: Id;
  readonly name: string;
  /** 15 or 16 digits; null where nobody wrote it down yet. */
  readonly npwp: string | null;
  readonly bank: string | null;
  /** The number of its account, digits only; null together with `bank`. */
  readonly account: string | null;
  readonly version: number;
};

/** What is typed about a supplier. */
export type TypedSupplier = Readonly<Record<'name' | 'npwp' | 'bank' | 'account', string>>;

const GAPS = /[\s.\-/]/g;

/** Reads an NPWP, with or without its points and strokes: 16 digits, or 15 as it was before; null when left empty. */
export function readNpwp(typed: string): string | null | Refusal {
  const digits = typed.replace(GAPS, '');
  if (digits === '') return null;
  return /^\d{15,16}$/.test(digits)
    ? digits
    : refuse('supplier.npwp', undefined, { digits: digits.replace(/\D/g, '').length });
}

/** Reads the number of a bank account: 6 to 20 digits; null when left empty. */
export function readAccount(typed: string): string | null | Refusal {
  const digits = typed.replace(GAPS, '');
  if (digits === '') return null;
  return /^\d{6,20}$/.test(digits) ? digits : refuse('supplier.account');
}

/** Reads the bank of an account: named where there is an account, and only there. */
export function readBank(typed: string, account: string | null | Refusal): string | null | Refusal {
  if (account === null && typed.trim() === '') return null;
  const bank = readLine(typed, 60);
  if (isRefusal(bank)) return bank;
  return account === null ? refuse('supplier.account') : bank;
}

/** By which mandate somebody keeps the register of suppliers: in an office that records payments, wherever in the programme's area. */
export function mayKeepSuppliers(
  actor: Actor,
  program: Pick<Program, 'model' | 'region'>,
): Mandate | Refusal {
  return withOffice(actor, program, program.model.funding?.disbursement?.record ?? []);
}

/** By which mandate somebody reads it: in an office that records or examines payments. */
export function mayReadSuppliers(
  actor: Actor,
  program: Pick<Program, 'model' | 'region'>,
): Mandate | Refusal {
  return withOffice(actor, program, paymentOffices(program.model));
}

function withOffice(
  actor: Actor,
  { model, region }: Pick<Program, 'model' | 'region'>,
  offices: readonly string[],
): Mandate | Refusal {
  const held =
    mandateOver(actor, offices, region) ??
    actor.mandates.find((one) => offices.includes(one.office) && within(one.region, region));
  const basis = model.funding?.disbursement?.basis;
  return (
    held ??
    refuse('access.office', basis === undefined ? undefined : basisOf(model, basis), {
      offices,
      place: region,
    })
  );
}
