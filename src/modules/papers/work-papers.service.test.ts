import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { planActivity } from '#modules/activities/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { type City, granted, withCity } from '../../../test/support/city.ts';
import { fundedProposal } from '../../../test/support/funded.ts';
import { type PaperForm, type PaperSetting, paperOf } from './index.ts';
import type { Paper } from './paper.ts';

const SETTING: PaperSetting = {
  city: 'Kota Bandung',
  timeZone: 'Asia/Jakarta',
  size: 'A4',
  home: 'https://pilar.example/bandung',
  area: undefined,
  ruleName: (rule) => rule,
  answer: ({ value }) => value ?? '',
  occasion: (occasion) => occasion,
};

function asked(
  { pilar, tenant }: City,
  viewer: Actor | Visitor,
  form: PaperForm,
  id: string,
  area?: string,
): Promise<Paper | undefined> {
  return pilar.read(tenant, async (tx) => {
    const paper = await paperOf(tx, viewer, form, id, { ...SETTING, area });
    return isRefusal(paper) ? undefined : paper;
  });
}

test('a proposal stands on paper with its cost plan; a receipt for those alone who may read receipts', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const visitor = { tenant: city.tenant };
  const { proposal } = await fundedProposal(city);
  const paper = await asked(city, visitor, 'usulan', proposal);
  expect(paper?.size).toBe('A4');
  expect(paper?.annexes[0]?.body[0]).toMatchObject({
    is: 'table',
    rows: [
      ['1', 'U-ditch 40 × 40 cm', '96', 'm', '285.000', '27.360.000'],
      ['2', 'Tenaga kerja', '120', 'OH', '135.000', '16.200.000'],
      ['3', 'Pasir, semen, bekisting', '1', 'paket', '8.940.000', '8.940.000'],
    ],
    sum: ['', 'Jumlah', '', '', '', '52.500.000'],
  });
  expect(JSON.stringify(paper)).not.toContain(actors.rw1.name);
  expect(JSON.stringify(await asked(city, actors.rw1, 'usulan', proposal))).toContain(actors.rw1.name);

  const payment = {
    proposal,
    provider: 'Toko Bangunan Jaya',
    purpose: 'U-ditch',
    amount: '20.000.000',
    receiptNumber: 'KW-77',
    paidOn: '2026-02-10',
  };
  const { voucher } = granted(await recordDisbursement(pilar, actors.treasurer, payment));
  expect(await asked(city, actors.treasurer, 'kwitansi', voucher)).toBeUndefined();
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  const receipt = JSON.stringify(await asked(city, actors.treasurer, 'kwitansi', voucher));
  expect(receipt).toContain('dua puluh juta rupiah');
  expect(receipt).toContain(`Setuju dibayar, Lurah","name":"${actors.lurah.name}`);
  expect(await asked(city, visitor, 'kwitansi', voucher)).toBeUndefined();
  expect(await asked(city, actors.rw2, 'kwitansi', voucher)).toBeUndefined();
});

test('an activity tells its progress; it is handed over on paper once it was', async () => {
  const city = await withCity();
  const { proposal } = await fundedProposal(city);
  const { activity } = granted(
    await planActivity(city.pilar, city.actors.rw1, {
      proposal,
      startsOn: '2026-03-01',
      endsOn: '2026-04-01',
      executor: 'Dedi Kurnia',
      responsible: 'Siti Rahayu',
    }),
  );
  const visitor = { tenant: city.tenant };
  const progress = JSON.stringify(await asked(city, visitor, 'kemajuan', activity));
  expect(progress).toContain('Belum ada kemajuan yang dicatat.');
  expect(progress).not.toContain('Siti Rahayu');
  expect(await asked(city, city.actors.rw1, 'serah-terima', activity)).toBeUndefined();
});

test('a recap tells its places with their sum, and none of another city', async () => {
  const city = await withCity();
  await fundedProposal(city);
  const visitor = { tenant: city.tenant };
  const whole = await asked(city, visitor, 'rekapitulasi', city.program.id);
  const [table] = whole?.annexes[0]?.body ?? [];
  if (table?.is !== 'table') throw new Error('no table');
  expect(table.rows).toHaveLength(1);
  expect(table.sum?.[4]).toBe('52.500.000');
  const district = await asked(city, visitor, 'rekapitulasi', city.program.id, '32.73.30');
  expect(JSON.stringify(district?.annexes)).toContain('Pasir Impun');
  for (const area of ['32.74.01', '32.73.99', '32.73.30.1003', 'x']) {
    expect(await asked(city, visitor, 'rekapitulasi', city.program.id, area), area).toBeUndefined();
  }
});
