import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  handOverActivity,
  recordExpense,
  recordParticipation,
  recordProgress,
} from '#modules/activities/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { begunActivity } from '../../../test/support/carried-out.ts';
import { granted, photo, withCity } from '../../../test/support/city.ts';
import { reportOwed } from '../../../test/support/report-owed.ts';
import { answerFiling, filingOverview } from './index.ts';

/** A picture with something on it: stripes that grow wider. */
function stripes(from: number): Promise<Buffer> {
  const bars = [0, 1, 2, 3, 4].map(
    (i) => `<rect x="${from + i * i * 20}" y="${i * 40}" width="30" height="200"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="white"/>${bars.join('')}</svg>`,
    ),
  )
    .jpeg()
    .toBuffer();
}

test('what is unusual about a report is told to whoever may answer it now, and to nobody else', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { proposal, activity } = await begunActivity(city);
  const step = { activity, note: '', happenedOn: '2026-02-10' };
  const first = await stripes(0);
  for (const [percent, picture] of [
    [0, first],
    [50, await sharp(first).resize(200).jpeg({ quality: 60 }).toBuffer()],
    [100, await stripes(60)],
  ] as const) {
    granted(await recordProgress(pilar, actors.rw1, { ...step, percent, photos: [picture] }));
  }
  for (const [n, provider] of ['Toko Jaya', 'UD Pasir'].entries()) {
    const { voucher } = granted(
      await recordDisbursement(pilar, actors.treasurer, {
        ...{ proposal, provider, purpose: 'Bahan', amount: '5.000.000', paidOn: '2026-02-10' },
        ...{ receiptNumber: `KW-${n}`, receipt: await photo() },
      }),
    );
    granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
    const untyped = { description: '', amount: '', paidOn: '', receiptNumber: '' };
    granted(
      await recordExpense(pilar, actors.rw1, { activity, costPosition: 1, payment: voucher, ...untyped }),
    );
  }
  const came = { occasion: 'Kerja bakti', people: '40', women: '15', poorHouseholds: '8' };
  granted(await recordParticipation(pilar, actors.rw1, { activity, happenedOn: '2026-02-10', ...came }));
  granted(
    await handOverActivity(pilar, actors.rw1, {
      ...{
        activity,
        handedOverOn: '2026-02-10',
        handedOverTo: 'Kelurahan',
        note: '',
        minutes: await photo(),
      },
    }),
  );
  const content = { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' };
  const obligation = await reportOwed(city, activity);
  const { filing } = granted(await handIn(pilar, actors.rw1, { obligation, content }));
  const flags = (viewer: Actor | Visitor) =>
    pilar.read(tenant, async (tx) => {
      const found = await filingOverview(tx, viewer, filing);
      if (isRefusal(found)) throw new Error(found.refusal);
      return found.flags;
    });

  expect(await flags(actors.lurah)).toMatchObject([
    { flag: 'one-day', day: '2026-02-10', steps: 3 },
    { flag: 'same-photo', activity },
    { flag: 'same-photo', activity },
    { flag: 'same-amount', amount: 5_000_000n, receipts: ['KW-0', 'KW-1'] },
  ]);
  for (const viewer of [actors.rw1, actors.treasurer, actors.camat, actors.resident, { tenant }]) {
    expect(await flags(viewer)).toBeUndefined();
  }
  granted(await answerFiling(pilar, actors.lurah, { filing, outcome: 'accept', remark: '' }));
  expect(await flags(actors.lurah)).toBeUndefined();
  expect(await flags(actors.camat)).toHaveLength(4);
});
