import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { historyOf } from '#modules/journal/index.ts';
import { addCity, type City, everybody, granted, withCity } from '../../../test/support/city.ts';
import { hall, openIn } from '../../../test/support/voting-hall.ts';
import {
  attendanceOf,
  ballotRules,
  cancelVote,
  castByCode,
  closeVote,
  compareVote,
  decideProposal,
  discussProposal,
  enterSlip,
  followRule,
  forumById,
  issueCodes,
  type Minutes,
  minutesText,
  openVote,
  postponeForum,
  publicMinutes,
  recordAttendance,
  sealForum,
  strikeAttendance,
  voteByCode,
  voteOf,
  withdrawSlip,
} from './index.ts';

async function withVote(
  kind?: string,
): Promise<{ city: City; forum: string; vote: string; proposals: string[] }> {
  const city = await withCity();
  const { forum, proposals } = await hall(city);
  return { city, forum, vote: await openIn(city, forum, kind), proposals };
}

test('no vote without quorum, outside an open forum, by others, or twice', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { forum } = await hall(city, everybody().slice(1));
  const open = (who: Actor, budget = '') => openVote(pilar, who, { forum, kind: 'approval', budget });
  expect(await open(actors.lurah)).toMatchObject({ refusal: { refusal: 'forum.no-quorum' } });
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody().slice(0, 1) }));
  for (const who of [actors.rw1, actors.camat, actors.resident]) {
    expect(await open(who)).toMatchObject({ refusal: { refusal: 'access.office' } });
  }
  expect(await open(actors.lurah, '500.000.000')).toMatchObject({
    refusal: { refusal: 'ballot.budget', params: { most: 400_000_000n } },
  });
  expect(await openVote(pilar, actors.lurah, { forum, kind: 'tinta', budget: '' })).toMatchObject({
    refusal: { refusal: 'input.choice', field: 'kind' },
  });
  granted(await open(actors.lurah));
  expect(await open(actors.lurah)).toMatchObject({ refusal: { refusal: 'ballot.open' } });
});

test('while a vote is open nothing is decided, postponed or sealed', async () => {
  const { city, forum, vote, proposals } = await withVote();
  const { pilar, actors } = city;
  const refusal = { refusal: { refusal: 'ballot.open' } };
  const [proposal = ''] = proposals;
  expect(
    await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'reserve', reason: 'Nanti' }),
  ).toMatchObject(refusal);
  expect(await postponeForum(pilar, actors.lurah, { forum, reason: 'Hujan' })).toMatchObject(refusal);
  expect(await sealForum(pilar, actors.lurah, { forum })).toMatchObject(refusal);
  granted(await cancelVote(pilar, actors.lurah, { vote, reason: 'Salah bentuk surat suara' }));
  granted(
    await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'reserve', reason: 'Nanti' }),
  );
});

test('a vote opens with nothing pointed at; then the chair explains one on the screen, and stops', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { forum, proposals } = await hall(city);
  const [first = '', second = ''] = proposals;
  const shown = async () => (await pilar.read(tenant, (tx) => forumById(tx, forum)))?.discussing;
  granted(await discussProposal(pilar, actors.lurah, { forum, proposal: first }));
  await openIn(city, forum);
  expect(await shown()).toBeNull();
  granted(await discussProposal(pilar, actors.lurah, { forum, proposal: second }));
  expect(await shown()).toBe(second);
  expect(await discussProposal(pilar, actors.rw1, { forum, proposal: null })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await discussProposal(pilar, actors.lurah, { forum, proposal: null }));
  expect(await shown()).toBeNull();
});

test('slips are counted up to the attendance; the last one can be taken back once, before closing', async () => {
  const { city, forum, vote } = await withVote();
  const { pilar, actors } = city;
  const enter = (slip: string) => enterSlip(pilar, actors.lurah, { vote, slip });
  expect(await enter('1 9')).toMatchObject({
    refusal: { refusal: 'ballot.number', field: 'slip', params: { number: 9 } },
  });
  expect(await enterSlip(pilar, actors.rw1, { vote, slip: '1' })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await closeVote(pilar, actors.lurah, { vote })).toMatchObject({
    refusal: { refusal: 'ballot.none' },
  });
  for (let n = 1; n <= 13; n += 1) expect(granted(await enter('1 2')).received).toBe(n);
  expect(await enter('1')).toMatchObject({
    refusal: { refusal: 'ballot.full', params: { ballots: 13, attendance: 13 } },
  });
  expect(granted(await withdrawSlip(pilar, actors.lurah, { vote })).received).toBe(12);
  expect(await withdrawSlip(pilar, actors.lurah, { vote })).toMatchObject({
    refusal: { refusal: 'ballot.last' },
  });
  granted(await enter('3'));
  const present = await pilar.read(city.tenant, (tx) => attendanceOf(tx, forum));
  expect(
    await strikeAttendance(pilar, actors.lurah, { forum, attendance: [present[0]?.id ?? ''] }),
  ).toMatchObject({ refusal: { refusal: 'ballot.attendance' } });
  granted(await closeVote(pilar, actors.lurah, { vote }));
  expect(await enter('1')).toMatchObject({ refusal: { refusal: 'ballot.closed' } });
  expect(await withdrawSlip(pilar, actors.lurah, { vote })).toMatchObject({
    refusal: { refusal: 'ballot.closed' },
  });
  expect(await openVote(pilar, actors.lurah, { forum, kind: 'approval', budget: '' })).toMatchObject({
    refusal: { refusal: 'ballot.held' },
  });
});

test('a code is good for one ballot; the same form sent twice counts once', async () => {
  const { city, vote } = await withVote();
  const { pilar, actors, tenant } = city;
  const { codes } = granted(await issueCodes(pilar, actors.lurah, { vote, count: 3, earlier: 'keep' }));
  const [first = '', second = '', third = ''] = codes;
  const cast = (code: string, projects: number[], key: string) =>
    castByCode(pilar, tenant, { code, choices: { projects }, key });
  await pilar.read(tenant, async (tx) => {
    expect(await voteByCode(tx, 'ABCDE-FGHJK')).toMatchObject({ refusal: 'ballot.code' });
    expect(await voteByCode(tx, 'x')).toMatchObject({ refusal: 'ballot.code' });
    expect(await voteByCode(tx, ` ${first.toLowerCase().slice(0, 5)}-${first.slice(5)} `)).toMatchObject({
      vote: { id: vote },
    });
  });
  expect(await cast(first, [9], 'key-0')).toMatchObject({ refusal: { refusal: 'ballot.number' } });
  granted(await cast(first, [1, 3], 'key-1'));
  granted(await cast(first, [1, 3], 'key-1'));
  expect(await cast(first, [2], 'key-2')).toMatchObject({ refusal: { refusal: 'ballot.code-used' } });
  granted(await cast(second, [], 'key-1'));
  expect(await cast('ABCDEFGHJK', [1], 'key-1')).toMatchObject({ refusal: { refusal: 'ballot.code' } });
  await pilar.read(tenant, async (tx) => {
    const { rows } = await sql<{ kept: string }>`
      select hash || coalesce(used_with, '') as kept from ballot_code where tenant_id = ${tx.tenant}`.execute(
      tx.sql,
    );
    expect(rows).toHaveLength(3);
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code);
  });
  expect(await issueCodes(pilar, actors.lurah, { vote, count: 11, earlier: 'keep' })).toMatchObject({
    refusal: { refusal: 'ballot.codes', params: { limit: 10 } },
  });
  expect(await issueCodes(pilar, actors.rw1, { vote, count: 1, earlier: 'keep' })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await issueCodes(pilar, actors.lurah, { vote, count: 11, earlier: 'replace' }));
  expect(await cast(third, [1], 'key-3')).toMatchObject({ refusal: { refusal: 'ballot.code' } });
  granted(await closeVote(pilar, actors.lurah, { vote }));
  expect(await cast(second, [1], 'key-9')).toMatchObject({ refusal: { refusal: 'ballot.code-used' } });
});

test('neither requests nor the journal tell what a ballot said', async () => {
  const { city, forum, vote } = await withVote();
  const { pilar, actors, tenant } = city;
  const { codes } = granted(await issueCodes(pilar, actors.lurah, { vote, count: 2, earlier: 'keep' }));
  const request = { key: 'a-key-of-the-form', fingerprint: 'of 4 3 2' };
  granted(await enterSlip(pilar, { ...actors.lurah, request }, { vote, slip: '4 3 2' }));
  granted(await castByCode(pilar, tenant, { code: codes[0] ?? '', choices: { projects: [1] }, key: 'k' }));
  granted(await enterSlip(pilar, actors.lurah, { vote, slip: '2' }));
  await pilar.read(tenant, async (tx) => {
    const remembered = await sql<{ fingerprint: string; answer: string }>`
      select fingerprint, answer from request where tenant_id = ${tx.tenant} and key = ${request.key}`.execute(
      tx.sql,
    );
    expect(remembered.rows).toEqual([
      { fingerprint: `slip ${vote}`, answer: JSON.stringify({ ok: true, value: { received: 1 } }) },
    ]);
    for (const entry of [...(await historyOf(tx, vote)), ...(await historyOf(tx, forum))]) {
      expect(JSON.stringify(entry.summary)).not.toMatch(/project|choice|slip/);
    }
    expect((await historyOf(tx, vote)).map((entry) => [entry.action, entry.summary, entry.office])).toEqual([
      ['ballot.received', { received: 1 }, 'lurah'],
      ['ballot.received', { received: 2 }, 'resident'],
      ['ballot.received', { received: 3 }, 'lurah'],
    ]);
  });
  granted(await closeVote(pilar, actors.lurah, { vote }));
  await pilar.read(tenant, async (tx) => {
    const closed = await voteOf(tx, forum);
    expect(closed).toMatchObject({ state: 'closed', received: 3, attendance: 13, lastSlip: null });
    expect(closed?.result?.ballots).toEqual([
      { projects: [1], weight: 1 },
      { projects: [2], weight: 1 },
      { projects: [2, 3, 4], weight: 1 },
    ]);
  });
});

test('rules disagree on the same ballots, the forum says which it follows, and the minutes keep it', async () => {
  const { city, forum, vote, proposals } = await withVote();
  const { pilar, actors, tenant, program } = city;
  expect(await followRule(pilar, actors.lurah, { vote, rule: 'greedy', reason: 'Adil' })).toMatchObject({
    refusal: { refusal: 'ballot.open' },
  });
  for (const slip of [...Array(7).fill('1'), ...Array(4).fill('2 3'), '0', '4'])
    granted(await enterSlip(pilar, actors.lurah, { vote, slip }));
  const { sha256 } = granted(await closeVote(pilar, actors.lurah, { vote }));
  const lookAt = () => pilar.read(tenant, (tx) => voteOf(tx, forum));
  const closed = await lookAt();
  const rules = ballotRules(program, { forum: 'kelurahan' });
  if (!closed?.result || 'refusal' in rules) throw new Error('the vote has no result');
  const compared = compareVote(rules, closed, closed.result, { field: (id) => id });
  const winners = new Map(
    compared?.results.map(({ rule, comparison }) => [
      rule,
      'allocation' in comparison ? comparison.allocation.winners.map((one) => Number(one.project)) : [],
    ]),
  );
  // Of 150 m, 30 m are kept for empowerment: all that the PKK asks for. One dear favourite, or two that fewer support.
  expect(winners.get('greedy')).toEqual([1, 4]);
  expect(winners.get('knapsack')?.toSorted()).toEqual([2, 3, 4]);
  expect(compared?.fundedBy.get('4')).toHaveLength(compared?.applied ?? 0);

  expect(await followRule(pilar, actors.lurah, { vote, rule: 'borda', reason: 'x y' })).toMatchObject({
    refusal: { refusal: 'input.choice', field: 'rule' },
  });
  expect(await followRule(pilar, actors.lurah, { vote, rule: 'greedy', reason: '' })).toMatchObject({
    refusal: { field: 'reason' },
  });
  expect(await followRule(pilar, actors.rw1, { vote, rule: 'greedy', reason: 'Adil' })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await followRule(pilar, actors.lurah, { vote, rule: 'equal-shares', reason: 'Semua kebagian' }));
  for (const proposal of proposals) {
    granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  }
  granted(await sealForum(pilar, actors.lurah, { forum }));
  const minutes = await pilar.read(
    tenant,
    async (tx): Promise<Minutes> => JSON.parse((await minutesText(tx, forum)) ?? '{}'),
  );
  expect(publicMinutes(minutes).vote).toMatchObject({
    kind: 'approval',
    ballots: 13,
    attendance: 13,
    budget: '150000000',
    followed: 'equal-shares',
    followedReason: 'Semua kebagian',
    sha256,
    counts: [
      { number: 1, votes: 7 },
      { number: 2, votes: 4 },
      { number: 3, votes: 4 },
      { number: 4, votes: 1 },
    ],
  });
  expect(await followRule(pilar, actors.lurah, { vote, rule: 'greedy', reason: 'Ganti' })).toMatchObject({
    refusal: { refusal: 'forum.sealed' },
  });
  expect(await enterSlip(pilar, actors.lurah, { vote, slip: '1' })).toMatchObject({
    refusal: { refusal: 'forum.sealed' },
  });
  // What was counted stays as it was, however much of the ceilings the decisions took.
  expect((await lookAt())?.resultSha256).toBe(sha256);
});

test('points and rankings are counted and compared as well', async () => {
  for (const [kind, slip, others] of [
    ['points', '1:6 4:4', '2:10'],
    ['ranking', '1 4 2 3', '3 4'],
  ] as const) {
    const { city, forum, vote } = await withVote(kind);
    const { pilar, actors, tenant, program } = city;
    for (const text of [slip, slip, others])
      granted(await enterSlip(pilar, actors.lurah, { vote, slip: text }));
    granted(await closeVote(pilar, actors.lurah, { vote }));
    const closed = await pilar.read(tenant, (tx) => voteOf(tx, forum));
    const rules = ballotRules(program, { forum: 'kelurahan' });
    if (!closed?.result || 'refusal' in rules) throw new Error('the vote has no result');
    const compared = compareVote(rules, closed, closed.result, { field: (id) => id });
    expect(compared?.applied, kind).toBe(kind === 'ranking' ? 8 : 7);
  }
});

test('a model without ballots offers no vote', async () => {
  const { readFileSync } = await import('node:fs');
  const model = readFileSync('models/pippk/2015.yaml', 'utf8').replace(/ {2}ballots:\n( {4}.*\n)+/, '');
  const city = await withCity({ model });
  const { forum } = await hall(city);
  expect(
    await openVote(city.pilar, city.actors.lurah, { forum, kind: 'approval', budget: '' }),
  ).toMatchObject({ refusal: { refusal: 'ballot.not-offered' } });
});

test('another city neither sees the vote nor its codes', async () => {
  const { city, vote } = await withVote();
  const { pilar, actors } = city;
  const other = await addCity(pilar, { slug: 'lain' });
  const { codes } = granted(await issueCodes(pilar, actors.lurah, { vote, count: 1, earlier: 'keep' }));
  const [code = ''] = codes;
  const missing = { refusal: { refusal: 'access.not-found' } };
  expect(await enterSlip(pilar, other.actors.lurah, { vote, slip: '1' })).toMatchObject(missing);
  expect(await closeVote(pilar, other.actors.lurah, { vote })).toMatchObject(missing);
  expect(await issueCodes(pilar, other.actors.lurah, { vote, count: 1, earlier: 'keep' })).toMatchObject(
    missing,
  );
  expect(
    await castByCode(pilar, other.tenant, { code, choices: { projects: [1] }, key: 'key' }),
  ).toMatchObject({ refusal: { refusal: 'ballot.code' } });
});

test('two ballots race for the last slip, for the same code, and against closing', async () => {
  const { city, vote, forum } = await withVote();
  const { pilar, actors, tenant } = city;
  const { codes } = granted(await issueCodes(pilar, actors.lurah, { vote, count: 10, earlier: 'keep' }));
  const cast = (code: string, key: string) =>
    castByCode(pilar, tenant, { code, choices: { projects: [1] }, key });
  const [same = '', ...rest] = codes;
  const twice = await Promise.all(Array.from({ length: 8 }, (_, i) => cast(same, `phone-${i}`)));
  expect(twice.filter((one) => one.ok)).toHaveLength(1);
  for (const one of twice) {
    if (!one.ok) expect(one.refusal.refusal).toBe('ballot.code-used');
  }
  for (let n = 1; n < 12; n += 1) granted(await enterSlip(pilar, actors.lurah, { vote, slip: '2' }));
  const last = await Promise.all([
    ...rest.map((code, i) => cast(code, `last-${i}`)),
    ...rest.map(() => enterSlip(pilar, actors.lurah, { vote, slip: '3' })),
  ]);
  expect(last.filter((one) => one.ok)).toHaveLength(1);
  const [closed, ...late] = await Promise.all([
    closeVote(pilar, actors.lurah, { vote }),
    ...rest.map((code, i) => cast(code, `late-${i}`)),
  ]);
  expect(closed.ok).toBe(true);
  expect(late.filter((one) => one.ok)).toHaveLength(0);
  const counted = await pilar.read(tenant, (tx) => voteOf(tx, forum));
  expect(counted).toMatchObject({ received: 13, attendance: 13 });
  expect(counted?.result?.ballots.reduce((sum, one) => sum + one.weight, 0)).toBe(13);
});
