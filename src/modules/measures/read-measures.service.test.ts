import { expect, test } from 'vitest';
import { MEASURE_KEYS, type MeasureKey } from '#analysis/measures/index.ts';
import { ok } from '#kernel/result.ts';
import { recordContribution, recordParticipation } from '#modules/activities/index.ts';
import type { Organization } from '#modules/actors/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { savePlaceFacts } from '#modules/regions/index.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { addCity, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { readMeasures } from './index.ts';

const CITY = '32.73';
const DAY = '2026-02-10';

/** What each measure says: a figure, what a share was counted from, or that nobody can tell. */
type Says = bigint | 'cannot-tell' | readonly [bigint, bigint, bigint];

test('every measure says what the rows say, in the whole city and in the kelurahan; elsewhere and before nothing', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  const say = (area: string, until = DAY, poorHouseholds?: number | null, party?: Organization) =>
    pilar.read(tenant, async (tx): Promise<Record<string, Says>> => {
      const asked = {
        program,
        area,
        until,
        party,
        ...(poorHouseholds === undefined ? {} : { poorHouseholds }),
      };
      const answers = await readMeasures(tx, MEASURE_KEYS, asked);
      return Object.fromEntries(
        [...answers].map(([key, one]): [string, Says] => {
          if (one.answer === 'cannot-tell') return [key, 'cannot-tell'];
          return [key, one.part ? [one.value, one.part.counted, one.part.total] : one.value];
        }),
      );
    });

  // Before anything happened: nothing is a figure, and of nothing there is no share.
  const CEILINGS = 400_000_000n;
  expect(await say(VILLAGE)).toEqual({
    attendance: 'cannot-tell',
    'reports-in-time': 'cannot-tell',
    'plan-deviation': 'cannot-tell',
    'poor-households-reached': 'cannot-tell',
    'contribution-kept': 'cannot-tell',
    'women-present': 'cannot-tell',
    'answers-in-time': 'cannot-tell',
    'days-to-answer': 'cannot-tell',
    'decided-share': [0n, 0n, CEILINGS],
    'disbursed-share': [0n, 0n, CEILINGS],
    'settled-share': [0n, 0n, CEILINGS],
    ceiling: CEILINGS,
    decided: 0n,
    disbursed: 0n,
    settled: 0n,
    contribution: 0n,
    proposals: 0n,
    activities: 0n,
    people: 0n,
    'poor-households': 0n,
    women: 0n,
    given: 0n,
    'forums-held': 0n,
    decisions: 0n,
    'seats-filled': 'cannot-tell',
  } satisfies Record<MeasureKey, Says>);

  // Rp52.5 million is decided with quorum; the drainage is dug, Rp30 million paid, and 40 people came.
  const { activity, proposal } = await carriedOut(city);
  const { voucher } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'Bahan',
      amount: '30.000.000',
      receiptNumber: 'KW-1',
      paidOn: DAY,
    }),
  );
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  for (const [women, poorHouseholds] of [
    ['15', '8'],
    ['10', '5'],
  ] as const) {
    const came = { occasion: 'Kerja bakti', happenedOn: DAY, people: '40', women, poorHouseholds };
    granted(await recordParticipation(pilar, actors.rw1, { activity, ...came }));
  }
  const gift = { activity, form: 'labour', description: 'Kerja bakti', value: '1.000.000' } as const;
  granted(await recordContribution(pilar, actors.rw1, gift));

  const after = {
    attendance: [1000n, 13n, 13n],
    'reports-in-time': 'cannot-tell',
    'plan-deviation': 'cannot-tell',
    // The same households may have come twice: eight of eighty at least.
    'poor-households-reached': [100n, 8n, 80n],
    'contribution-kept': [185n, 1_000_000n, 5_400_000n],
    'women-present': [312n, 25n, 80n],
    'answers-in-time': 'cannot-tell',
    'days-to-answer': 'cannot-tell',
    'decided-share': [131n, 52_500_000n, CEILINGS],
    'disbursed-share': [75n, 30_000_000n, CEILINGS],
    'settled-share': [0n, 0n, CEILINGS],
    ceiling: CEILINGS,
    decided: 52_500_000n,
    disbursed: 30_000_000n,
    settled: 0n,
    contribution: 1_000_000n,
    proposals: 1n,
    activities: 1n,
    people: 184n,
    'poor-households': 23n,
    women: 25n,
    given: 0n,
    'forums-held': 1n,
    decisions: 1n,
    'seats-filled': 'cannot-tell',
  } satisfies Record<MeasureKey, Says>;
  expect(await say(VILLAGE, DAY, 80)).toEqual(after);
  expect(await say(CITY, DAY, 80)).toEqual(after);

  // Of the institution that brought it: what is its own, as in the kelurahan, where nobody else brought anything.
  const { attendance: _, 'poor-households-reached': __, 'forums-held': ___, decisions: ____, ...its } = after;
  const notOfOne = {
    attendance: 'cannot-tell',
    'poor-households-reached': 'cannot-tell',
    'forums-held': 'cannot-tell',
    decisions: 'cannot-tell',
  };
  const OWN = 100_000_000n;
  expect(await say(VILLAGE, DAY, 80, offices.rw1)).toEqual({
    ...its,
    ...notOfOne,
    ceiling: OWN,
    'decided-share': [525n, 52_500_000n, OWN],
    'disbursed-share': [300n, 30_000_000n, OWN],
    'settled-share': [0n, 0n, OWN],
  });
  expect(await say(VILLAGE, DAY, 80, offices.rw2)).toMatchObject({ decided: 0n, women: 0n, ceiling: OWN });
  expect((await say(VILLAGE, '2026-03-20', null, offices.rw1))['reports-in-time']).toEqual([0n, 0n, 1n]);
  expect((await say(VILLAGE, '2026-03-20', null, offices.rw2))['reports-in-time']).toBe('cannot-tell');

  // The report fell due on 24 February: the day after, it is late, and that is nothing in time rather than unknown.
  expect((await say(VILLAGE, '2026-03-20'))['reports-in-time']).toEqual([0n, 0n, 1n]);
  // The day before, nobody had come and no forum sat; elsewhere, and in another city, nothing happened at all.
  expect(await say(VILLAGE, '2026-02-09')).toMatchObject({ attendance: 'cannot-tell', women: 0n });
  expect(await say('32.73.31')).toMatchObject({ ceiling: 'cannot-tell', decided: 0n, proposals: 0n });
  const other = await addCity(pilar, { slug: 'lain' });
  const there = await pilar.read(other.tenant, (tx) =>
    readMeasures(tx, ['decided', 'women'], { program, area: CITY, until: DAY }),
  );
  expect([...there.values()]).toMatchObject([{ value: 0n }, { value: 0n }]);

  // The city keeps the number of its poor households kelurahan by kelurahan: all must be known to add them up.
  await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
    const facts = [{ ...NOTHING_KNOWN, code: VILLAGE, poorHouseholds: 80 }];
    await savePlaceFacts(tx, facts, 'Dinas Sosial', actor.person);
    return ok({});
  });
  expect((await say(CITY))['poor-households-reached']).toEqual([100n, 8n, 80n]);
});

const NOTHING_KNOWN = { people: null, poorHouseholds: null, latitude: null, longitude: null };
