import { expect, test } from 'vitest';
import { sum } from '#kernel/money.ts';
import { givenRows, recordContribution, strikeFromActivity } from '#modules/activities/index.ts';
import {
  type FigureRow,
  figureRows,
  type MoneyFigure,
  recordDisbursement,
  recordRefund,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { figuresIn } from '#modules/measures/index.ts';
import { programById } from '#modules/programs/index.ts';
import { begunActivity } from '../support/carried-out.ts';
import { type City, granted, photo, VILLAGE, withCity } from '../support/city.ts';
import { fundedProposal } from '../support/funded.ts';

/** All rows of an amount, a few at a time, as pages and downloads read them. */
async function rowsOf(
  { pilar, tenant, program }: City,
  figure: MoneyFigure,
  area: string,
): Promise<FigureRow[]> {
  const rows: FigureRow[] = [];
  for (;;) {
    const of = { program: program.id, figure, area };
    const page = await pilar.read(tenant, (tx) => figureRows(tx, of, 2, rows.at(-1)?.id));
    rows.push(...page);
    if (page.length < 2) return rows;
  }
}

test('the rows behind a public figure add up to it, in the whole city and in each place', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { proposal } = await fundedProposal(city);
  const pay = async (amount: string, outcome: 'approve' | 'refuse' | 'wait') => {
    const told = { proposal, provider: `Toko ${amount}`, purpose: 'U-ditch', receiptNumber: `KW ${amount}` };
    const { voucher } = granted(
      await recordDisbursement(pilar, actors.treasurer, {
        ...told,
        amount,
        paidOn: '2026-02-10',
        receipt: await photo(),
      }),
    );
    if (outcome !== 'wait')
      granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome, remark: 'Diperiksa' }));
    return voucher;
  };
  const first = await pay('10.000.000', 'approve');
  await pay('7.000.000', 'approve');
  await pay('3.000.000', 'refuse');
  await pay('2.000.000', 'wait');
  const { voucher: refund } = granted(
    await recordRefund(pilar, actors.treasurer, {
      ...{ proposal, disbursement: first, amount: '1.500.000', purpose: 'Harga turun' },
      ...{ receiptNumber: 'STS-014', paidOn: '2026-02-10', receipt: await photo() },
    }),
  );
  granted(await reviewVoucher(pilar, actors.lurah, { voucher: refund, outcome: 'approve', remark: '' }));

  const { decided, disbursed, settled } = await pilar.read(tenant, async (tx) =>
    figuresIn(tx, await programById(tx, city.program.id), VILLAGE),
  );
  const figures: Record<MoneyFigure, bigint> = { decided, paid: disbursed, accounted: settled };
  expect(figures).toEqual({ decided: 52_500_000n, paid: 15_500_000n, accounted: 0n });
  for (const figure of ['decided', 'paid', 'accounted'] as const) {
    for (const area of [VILLAGE, '32.73.30', '32.73']) {
      expect(sum((await rowsOf(city, figure, area)).map((one) => one.amount))).toBe(figures[figure]);
    }
    expect(await rowsOf(city, figure, '32.73.01')).toEqual([]);
  }
  // What came back names whose payment it was, and stands below zero.
  expect((await rowsOf(city, 'paid', VILLAGE))[0]).toMatchObject({
    kind: 'refund',
    amount: -1_500_000n,
    provider: 'Toko 10.000.000',
    voucher: refund,
    proposal,
  });
});

test('what residents gave is the sum of its rows, without those that were struck', async () => {
  const city = await withCity();
  const { pilar, actors, tenant, program } = city;
  const { activity } = await begunActivity(city);
  const give = async (value: string) =>
    granted(
      await recordContribution(pilar, actors.rw1, {
        activity,
        form: 'labour',
        description: 'Kerja bakti',
        value,
      }),
    );
  await give('1.200.000');
  await give('300.000');
  await give('50.000');
  const figure = async (area: string) =>
    (await pilar.read(tenant, async (tx) => figuresIn(tx, await programById(tx, program.id), area)))
      .contribution;
  const rows = (area: string) => pilar.read(tenant, (tx) => givenRows(tx, { program: program.id, area }, 10));
  const [struck] = await rows(VILLAGE);
  if (!struck) throw new Error('nothing was given');
  granted(await strikeFromActivity(pilar, actors.rw1, { activity, kind: 'contribution', row: struck.id }));
  for (const area of [VILLAGE, '32.73.30', '32.73']) {
    const found = await rows(area);
    expect(found.map((one) => one.value)).toEqual([300_000n, 1_200_000n]);
    expect(await figure(area)).toBe(1_500_000n);
  }
  expect(await rows('32.73.01')).toEqual([]);
  const [newest] = await rows(VILLAGE);
  const older = await pilar.read(tenant, (tx) =>
    givenRows(tx, { program: program.id, area: VILLAGE }, 10, newest?.id),
  );
  expect(older.map((one) => one.value)).toEqual([1_200_000n]);
});
