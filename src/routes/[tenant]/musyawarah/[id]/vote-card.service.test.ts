import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import {
  closeVote,
  consentToPart,
  decideProposal,
  declareExclusion,
  enterSlip,
  followRule,
  forumOverview,
} from '#modules/deliberation/index.ts';
import { resultsReady } from '#ui/vote-results.ts';
import { granted, withCity } from '../../../../../test/support/city.ts';
import { hall, openIn } from '../../../../../test/support/voting-hall.ts';
import { agendaHints } from './vote-card.ts';

test('beside the agenda: what a proposal excludes, and the part that the rule followed grants, with its reason', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { forum, proposals } = await hall(city);
  const [road = '', drain = '', park = ''] = proposals;
  const reason = 'Lahan yang sama';
  granted(await declareExclusion(pilar, actors.lurah, { forum, first: road, second: drain, reason }));
  const half = { proposal: park, least: '25.000.000', instead: 'Sisi timur' };
  granted(await consentToPart(pilar, actors.rw3, half));
  const hints = async () => {
    granted(await resultsReady(pilar, { tenant, forum, locale: 'id', who: 'member' }));
    return pilar.read(tenant, async (tx) => {
      const found = await forumOverview(tx, { tenant }, forum);
      if (isRefusal(found)) throw new Error('the forum is gone');
      return agendaHints(found, 'id');
    });
  };
  const before = await hints();
  expect(before.get(road)?.lines).toEqual(['Tidak dapat bersama “Usulan rw2 60”: Lahan yang sama']);
  expect(before.get(park)?.amount).toBeUndefined();

  const vote = await openIn(city, forum);
  for (const slip of ['1', '1', '1', '2 3', '2 3', '4'])
    granted(await enterSlip(pilar, actors.lurah, { vote, slip }));
  granted(await closeVote(pilar, actors.lurah, { vote }));
  expect((await hints()).get(park)?.amount, 'no rule is followed yet').toBeUndefined();
  granted(await followRule(pilar, actors.lurah, { vote, rule: 'greedy', reason: 'Yang terbanyak' }));
  const suggested = (await hints()).get(park);
  expect(suggested).toMatchObject({
    amount: 40_000_000n,
    reason: 'Didanai sebagian menurut cara Suara terbanyak, dengan kesediaan pengusul: Sisi timur',
  });
  expect(suggested?.lines).toHaveLength(3);

  granted(await decideProposal(pilar, actors.lurah, { forum, proposal: road, outcome: 'fund', reason: '' }));
  expect((await hints()).get(drain)?.lines).toContain(
    'Tidak dapat bersama “Usulan rw1 80”, yang sudah didanai: Lahan yang sama',
  );
});
