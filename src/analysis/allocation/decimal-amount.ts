import { MAX_AMOUNT } from './election.ts';
import { refuseAllocation } from './problem.ts';

/** Most digits behind the mark that any currency has had, and some to spare. */
const MOST_DECIMALS = 6;

/** An amount as a file writes it: digits without a mark, and how many of them stand behind it. */
export interface TypedAmount {
  readonly digits: bigint;
  readonly decimals: number;
  readonly typed: string;
  readonly line: number;
}

/**
 * Reads `400000`, `400000.0`, `100.50`, `100,5`. Zeros at the end do not count as decimals. A comma before exactly three
 * digits may part thousands or be a decimal mark: it is refused rather than guessed.
 */
export function readAmount(typed: string, line: number): TypedAmount {
  if (typed.startsWith('-')) refuseAllocation('amount.negative', line, { typed });
  const [, whole = '', rest = ''] =
    /^(\d{1,30})(?:[.,](\d{0,30}))?$/.exec(typed) ?? refuseAllocation('amount.unreadable', line, { typed });
  if (/^\d{1,3},\d{3}$/.test(typed)) refuseAllocation('amount.ambiguous', line, { typed });
  let decimals = rest.length;
  while (decimals > 0 && rest[decimals - 1] === '0') decimals -= 1;
  if (decimals > MOST_DECIMALS) refuseAllocation('amount.fraction', line, { typed, limit: MOST_DECIMALS });
  return { digits: BigInt(whole + rest.slice(0, decimals)), decimals, typed, line };
}

/** The amount counted in units of which 10^`decimals` make one of the file's. */
export function inUnits({ digits, decimals: own, typed, line }: TypedAmount, decimals: number): bigint {
  const amount = digits * 10n ** BigInt(decimals - own);
  if (amount > MAX_AMOUNT)
    refuseAllocation('amount.above-limit', line, { amount: typed, limit: written(MAX_AMOUNT, decimals) });
  return amount;
}

/** Whole units and the digits behind the mark, which are empty where amounts have none. */
export function parted(amount: bigint, decimals: number): { whole: bigint; rest: string } {
  const unit = 10n ** BigInt(decimals);
  return { whole: amount / unit, rest: decimals === 0 ? '' : String(amount % unit).padStart(decimals, '0') };
}

/** The amount as files write it. */
export function written(amount: bigint, decimals: number): string {
  const { whole, rest } = parted(amount, decimals);
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}
