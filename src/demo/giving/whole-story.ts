import {
  declineRecommendation,
  makeScenario,
  offerMatch,
  recommendTaker,
  sayAbout,
  scenarioPairs,
} from '#modules/matching/index.ts';
import { must } from '../acting.ts';
import type { Giver, Giving } from './giving.ts';

/**
 * The Forum looks at all offers beside all open needs and recommends some: one company declines, one asks before it offers,
 * one offers at once, the others have not answered yet. The company that may be tried is among them where it fits.
 */
export async function proposeOverTheWhole(
  giving: Giving,
  companies: readonly Giver[],
  tried: Giver | undefined,
): Promise<void> {
  const { runtime, secretary } = giving;
  const { scenario } = must(
    await makeScenario(runtime, secretary, { program: giving.giving.slug }, { who: 'member' }),
  );
  const pairs = await runtime.read(giving.tenant, (tx) =>
    scenarioPairs(tx, scenario, { limit: 200, from: 0 }),
  );
  const own = pairs.filter((one) => one.organization === tried?.id).slice(0, 1);
  const others = pairs.filter((one) => one.organization !== tried?.id).slice(0, 4);
  for (const [i, { need, organization, amount }] of [...own, ...others].entries()) {
    const asked = await recommendTaker(runtime, secretary, {
      ...{ need, organization, scenario },
      amount: String(amount),
      note: 'Bidang dan kecamatan ini paling tertinggal terhadap sasaran.',
    });
    const taker = companies.find((one) => one.id === organization);
    if (!asked.ok || !taker) continue;
    const { recommendation } = asked.value;
    if (i === 2) {
      const reason = 'Anggaran kami untuk bidang ini tahun ini sudah habis.';
      must(await declineRecommendation(runtime, taker.officer, { recommendation, reason }));
    }
    if (i === 3) {
      const note = 'Seperti yang diusulkan Forum.';
      must(await offerMatch(runtime, taker.officer, { need, organization, amount: String(amount), note }));
    }
    if (i === 0) {
      const said = 'Apakah tempatnya dapat kami lihat dahulu sebelum menawarkan?';
      must(await sayAbout(runtime, taker.officer, { need, organization, said }));
      const answer = 'Bisa. Kelurahan menerima kunjungan setiap hari kerja.';
      must(await sayAbout(runtime, secretary, { need, organization, said: answer }));
    }
  }
  giving.say(`  ${pairs.length} pairs proposed over the whole`);
}
