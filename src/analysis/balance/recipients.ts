/** Money that a recipient received in a year: a grant, a funded proposal, a contract. */
export interface Receipt {
  readonly recipient: string;
  readonly year: number;
  readonly amount: bigint;
}

/** One year's recipients beside those of the years before. Shares are ratios for display. */
export interface YearOfRecipients {
  readonly year: number;
  readonly recipients: number;
  /** Years looked back on of which there are receipts: with none, nothing can be said of receiving again. */
  readonly yearsBefore: number;
  /** Recipients who had already received in the years looked back on. */
  readonly again: number;
  readonly money: bigint;
  readonly moneyAgain: bigint;
  readonly shareAgain: number;
  readonly moneyShareAgain: number;
}

export interface RecipientHistory {
  readonly recipient: string;
  readonly years: readonly number[];
  readonly money: bigint;
  /** Part of all money received by anybody. */
  readonly moneyShare: number;
}

/** Signs that money keeps going to the same few. They are reasons to ask, not findings. */
export interface CaptureSigns {
  readonly byYear: readonly YearOfRecipients[];
  /** Recipients of at least `years` different years, the most money first. */
  readonly frequent: readonly RecipientHistory[];
}

/**
 * Who receives again. A year counts as looked back on when it lies within `lookBack` years before.
 * Several receipts in one year count as one recipient. Amounts are whole rupiah.
 * Not covered: one family or one owner behind several names; that needs the actors' ties.
 * Source: the signs of elite capture in local grants named in the city's own checks (no grant twice for the
 * same, none without a proposal), here counted over the years.
 */
export function captureSigns(
  receipts: readonly Receipt[],
  rule: { readonly lookBack: number; readonly years: number },
): CaptureSigns {
  const byYear = new Map<number, Map<string, bigint>>();
  const byRecipient = new Map<string, Map<number, bigint>>();
  let total = 0n;
  for (const { recipient, year, amount } of receipts) {
    add(byYear, year, recipient, amount);
    add(byRecipient, recipient, year, amount);
    total += amount;
  }
  const years = [...byYear].sort(([a], [b]) => a - b);
  return {
    byYear: years.map(([year, received]) => {
      const again = [...received].filter(([recipient]) =>
        [...(byRecipient.get(recipient)?.keys() ?? [])].some(
          (other) => other < year && year - other <= rule.lookBack,
        ),
      );
      const money = sum(received.values());
      const moneyAgain = sum(again.map(([, amount]) => amount));
      return {
        year,
        recipients: received.size,
        yearsBefore: years.filter(([other]) => other < year && year - other <= rule.lookBack).length,
        again: again.length,
        money,
        moneyAgain,
        shareAgain: again.length / received.size,
        moneyShareAgain: part(moneyAgain, money),
      };
    }),
    frequent: [...byRecipient]
      .filter(([, received]) => received.size >= rule.years)
      .map(([recipient, received]) => {
        const money = sum(received.values());
        return {
          recipient,
          years: [...received.keys()].sort((a, b) => a - b),
          money,
          moneyShare: part(money, total),
        };
      })
      .sort((a, b) =>
        a.money === b.money ? (a.recipient < b.recipient ? -1 : 1) : a.money < b.money ? 1 : -1,
      ),
  };
}

function add<A, B>(table: Map<A, Map<B, bigint>>, row: A, column: B, amount: bigint): void {
  const cells = table.get(row) ?? new Map<B, bigint>();
  cells.set(column, (cells.get(column) ?? 0n) + amount);
  table.set(row, cells);
}

function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

function part(amount: bigint, of: bigint): number {
  return of === 0n ? 0 : Number((amount * 10n ** 15n) / of) / 1e15;
}
