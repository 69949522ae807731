import { expect, test } from 'vitest';
import { historyOf } from '#modules/journal/index.ts';
import { addCity, type City, granted, withCity } from '../../../test/support/city.ts';
import { hall, openIn } from '../../../test/support/voting-hall.ts';
import {
  ballotRules,
  cancelVote,
  closeVote,
  compareVote,
  conditionsOn,
  consentToPart,
  decideProposal,
  declareExclusion,
  enterSlip,
  followRule,
  type Minutes,
  minutesText,
  publicMinutes,
  sealForum,
  type Vote,
  voteOf,
  withdrawExclusion,
  withdrawPartConsent,
} from './index.ts';

/** What greedy funds in a closed vote: number and millions. */
function greedyIn(city: City, vote: Vote | undefined): string[] {
  const rules = ballotRules(city.program, { forum: 'kelurahan' });
  if (!vote?.result || 'refusal' in rules) throw new Error('the vote has no result');
  const compared = compareVote(rules, vote, vote.result, { field: (id) => id });
  const found = compared?.results.find((one) => one.rule === 'greedy')?.comparison;
  if (!found || !('allocation' in found)) throw new Error('no result');
  return found.allocation.winners.map((one) => `${one.project}: ${one.amount / 1_000_000n}`);
}

test('two that exclude one another and a part with consent, from the declaration to the minutes', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { forum, proposals } = await hall(city);
  const [road = '', drain = '', park = '', course = ''] = proposals;
  const reason = 'Keduanya di lahan Balai RW 02';
  granted(await declareExclusion(pilar, actors.lurah, { forum, first: drain, second: road, reason }));
  granted(
    await declareExclusion(pilar, actors.lurah, { forum, first: park, second: course, reason: 'Salah' }),
  );
  granted(await withdrawExclusion(pilar, actors.lurah, { forum, first: park, second: course }));
  const half = { proposal: park, least: '25.000.000', instead: 'Setengah taman, sisi timur' };
  granted(await consentToPart(pilar, actors.rw3, half));

  const vote = await openIn(city, forum, 'approval', '150.000.000');
  const look = () => pilar.read(tenant, (tx) => voteOf(tx, forum));
  const opened = await look();
  expect(opened?.exclusions).toEqual([{ numbers: [1, 2], reason }]);
  expect(await pilar.read(tenant, (tx) => conditionsOn(tx, forum, opened?.slip ?? [], opened))).toMatchObject(
    {
      exclusions: [{ numbers: [1, 2] }],
      parts: [{ number: 3, least: 25_000_000n, instead: half.instead }],
    },
  );
  for (const slip of ['1', '1', '1', '2 3', '2 3', '4'])
    granted(await enterSlip(pilar, actors.lurah, { vote, slip }));
  granted(await closeVote(pilar, actors.lurah, { vote }));

  // Rp150 juta, 30 of it kept for the course: the road 80, then not the drain, then 40 of the park's 50.
  const closed = await look();
  expect(greedyIn(city, closed)).toEqual(['1: 80', '3: 40', '4: 30']);

  granted(await followRule(pilar, actors.lurah, { vote, rule: 'greedy', reason: 'Yang terbanyak dahulu' }));
  const decide = (proposal: string, outcome: string, amount: string, why: string) =>
    decideProposal(pilar, actors.lurah, { forum, proposal, outcome, amount, reason: why });
  expect(await decide(park, 'fund', '40.000.000', '')).toMatchObject({
    refusal: { refusal: 'input.required', field: 'reason' },
  });
  granted(await decide(park, 'fund', '40.000.000', 'Sebagian menurut suara terbanyak: sisi timur'));
  granted(await decide(road, 'fund', '', ''));
  granted(await decide(course, 'fund', '', ''));
  granted(await decide(drain, 'reserve', '', 'Tidak dapat bersama jalan'));
  granted(await sealForum(pilar, actors.lurah, { forum }));
  const minutes = await pilar.read(
    tenant,
    async (tx): Promise<Minutes> => JSON.parse((await minutesText(tx, forum)) ?? '{}'),
  );
  expect(publicMinutes(minutes)).toMatchObject({
    vote: {
      exclusions: [{ numbers: [1, 2], reason }],
      parts: [{ number: 3, least: '25000000', instead: half.instead }],
    },
    total: '150000000',
  });
  expect(minutes.agreed.find((one) => one.proposal === park)).toMatchObject({
    amount: '40000000',
    reason: 'Sebagian menurut suara terbanyak: sisi timur',
  });
  await pilar.read(tenant, async (tx) => {
    const told = (await historyOf(tx, forum)).filter((entry) => entry.action.startsWith('vote.exclusion'));
    expect(told.map((entry) => [entry.action, entry.office])).toEqual([
      ['vote.exclusion-declared', 'lurah'],
      ['vote.exclusion-declared', 'lurah'],
      ['vote.exclusion-withdrawn', 'lurah'],
    ]);
    expect(told[0]?.summary).toMatchObject({ reason, titles: 'Usulan rw1 80; Usulan rw2 60' });
    const said = (await historyOf(tx, park)).find((entry) => entry.action === 'proposal.part-consented');
    expect(said).toMatchObject({ office: 'chair', summary: { amount: '25000000', reason: half.instead } });
  });
});

test('pairs are the chair’s, before the vote alone; a cancelled vote frees them', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { forum, proposals } = await hall(city);
  const [first = '', second = '', third = ''] = proposals;
  const reason = 'Lahan yang sama';
  const declare = (who = actors.lurah, other = second) =>
    declareExclusion(pilar, who, { forum, first, second: other, reason });
  for (const who of [actors.rw1, actors.camat, actors.resident])
    expect(await declare(who)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await declare());
  expect(
    await declareExclusion(pilar, actors.lurah, { forum, first: second, second: first, reason }),
  ).toMatchObject({ refusal: { refusal: 'ballot.pair', field: 'second' } });
  const vote = await openIn(city, forum);
  const bound = { refusal: { refusal: 'ballot.bound', basis: { rule: 'PIPPK 2015' } } };
  expect(await declare(actors.lurah, third)).toMatchObject(bound);
  expect(await withdrawExclusion(pilar, actors.lurah, { forum, first, second })).toMatchObject(bound);
  granted(await cancelVote(pilar, actors.lurah, { vote, reason: 'Pasangannya kurang' }));
  granted(await declare(actors.lurah, third));
  granted(await withdrawExclusion(pilar, actors.lurah, { forum, first: second, second: first }));
  const again = await openIn(city, forum);
  expect(await pilar.read(city.tenant, (tx) => voteOf(tx, forum))).toMatchObject({
    id: again,
    exclusions: [{ numbers: [1, 3] }],
  });
  const other = await addCity(pilar, { slug: 'lain' });
  expect(await declare(other.actors.lurah)).toMatchObject({ refusal: { refusal: 'access.not-found' } });
});

test('consent is the institution’s, on the version it read, until the count', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { forum, proposals } = await hall(city);
  const [proposal = ''] = proposals;
  const consent = (version?: number, least = '50.000.000', who = actors.rw1) =>
    consentToPart(pilar, who, { proposal, least, instead: 'Sampai gang 3', version });
  expect(await consent(0, '50.000.000', actors.lurah)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await consent(0, '80.000.000')).toMatchObject({
    refusal: { issues: [{ refusal: 'ballot.part', field: 'least', params: { requested: 80_000_000n } }] },
  });
  expect(granted(await consent(0)).version).toBe(1);
  expect(await consent(0)).toMatchObject({ refusal: { refusal: 'input.stale', params: { current: 1 } } });
  const vote = await openIn(city, forum);
  expect(granted(await consent(1, '40.000.000')).version).toBe(2);
  expect(granted(await withdrawPartConsent(pilar, actors.rw1, { proposal, version: 2 })).version).toBe(3);
  expect(await withdrawPartConsent(pilar, actors.rw1, { proposal })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  expect(granted(await consent(3, '45.000.000')).version).toBe(4);
  granted(await enterSlip(pilar, actors.lurah, { vote, slip: '1 2' }));
  const [, late] = await Promise.all([
    closeVote(pilar, actors.lurah, { vote }),
    consentToPart(pilar, actors.rw2, {
      proposal: proposals[1] ?? '',
      least: '10.000.000',
      instead: 'Sebagian',
    }),
  ]);
  const closed = await pilar.read(tenant, (tx) => voteOf(tx, forum));
  // Whichever came first: consent that was granted before the count is in it, one that came later was refused.
  expect(closed?.result?.parts.map((one) => one.number)).toEqual(late.ok ? [1, 2] : [1]);
  expect(closed?.result?.parts[0]?.least).toBe(45_000_000n);
  expect(await consent(4)).toMatchObject({ refusal: { refusal: 'ballot.counted' } });
  const other = await addCity(pilar, { slug: 'lain' });
  expect(await consent(4, '50.000.000', other.actors.rw1)).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
});
