import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { openForum, recordAttendance, scheduleForum, sealForum } from '#modules/deliberation/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { carriedOut } from '../../../../test/support/carried-out.ts';
import { addCity, type City, everybody, granted, VILLAGE, withCity } from '../../../../test/support/city.ts';
import {
  answerObjection,
  answersBy,
  answersGivenBy,
  answersIn,
  CANNOT_SAY,
  closeRound,
  instrumentTitles,
  keptInstrument,
  lineOf,
  listRounds,
  measuresOf,
  newestByPlace,
  objectToRound,
  openRound,
  rateRound,
  ratersByPillar,
  ratersOf,
  readingOf,
  resultsByPartyAndYear,
  roundById,
  roundFacts,
  subjectName,
  type TypedAnswers,
  withdrawRound,
} from '../index.ts';

const LADDER = readFileSync('models/instruments/participation.yaml', 'utf8');
const STAGES = ['perencanaan', 'pengambilan-keputusan', 'pelaksanaan', 'pengawasan'] as const;

function newRound({ program }: City, more: Partial<Parameters<typeof openRound>[2]> = {}) {
  return {
    instrument: LADDER,
    program: program.slug,
    region: VILLAGE,
    asOf: '2026-02-10',
    closesOn: '2026-02-24',
    poorHouseholds: '',
    poorSource: '',
    ...more,
  };
}

/** One level for each stage, in the order of the instrument; an empty one means that nothing can be said. */
function ladder(...levels: readonly string[]): TypedAnswers {
  return new Map(STAGES.map((stage, i) => [stage, { level: levels[i] || CANNOT_SAY, evidence: '' }]));
}

async function opened(city: City): Promise<string> {
  return granted(await openRound(city.pilar, city.actors.lurah, newRound(city))).round;
}

async function desk({ pilar, tenant }: City, actor: City['actors']['rw1']) {
  const tasks = await pilar.read(tenant, (tx) => deskOf(tx, actor, 50));
  return tasks.filter((task) => task.kind.startsWith('assessment.')).map((task) => task.kind);
}

async function rated(city: City, round: string): Promise<void> {
  const { pilar, actors } = city;
  const say = (actor: City['actors']['rw1'], answers: TypedAnswers) =>
    rateRound(pilar, actor, { round, version: 0, answers });
  granted(await say(actors.rw1, ladder('mengusulkan', 'mengusulkan', 'merencanakan-bersama', '')));
  granted(await say(actors.pkk, ladder('mengusulkan', 'dikonsultasikan', 'mengusulkan', 'dikonsultasikan')));
  granted(
    await say(actors.lurah, ladder('merencanakan-bersama', 'mengusulkan', 'mengusulkan', 'mengusulkan')),
  );
  granted(await say(actors.camat, ladder('mengusulkan', 'mengusulkan', 'mengusulkan', 'mengusulkan')));
}

test('from opening to a frozen result, with desks and journal', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, program } = city;
  const round = await opened(city);
  expect(await desk(city, actors.rw1)).toEqual(['assessment.rate']);
  expect(await desk(city, actors.camat)).toEqual(['assessment.rate']);
  await pilar.read(tenant, async (tx) => {
    const tasks = await deskOf(tx, actors.rw1, 50);
    // Pilar's own names are worded for whoever reads, not kept in one language.
    expect(tasks.map((task) => task.title)).toEqual([null]);
    expect((await instrumentTitles(tx, [round])).get(round)).toEqual({
      id: 'Tangga partisipasi masyarakat',
      en: 'Ladder of public participation',
    });
  });
  expect(await desk(city, actors.lurah)).toEqual(['assessment.rate', 'assessment.close']);
  await rated(city, round);
  expect(await desk(city, actors.rw1)).toEqual([]);
  expect(await desk(city, actors.rw2)).toEqual(['assessment.rate']);
  expect(granted(await closeRound(pilar, actors.lurah, { round, version: 1 })).category).toBe('mengusulkan');
  expect(await desk(city, actors.rw2)).toEqual([]);
  expect(await desk(city, actors.lurah)).toEqual([]);
  await pilar.read(tenant, async (tx) => {
    const closed = await roundById(tx, round);
    expect(closed).toMatchObject({ state: 'closed', raters: 4, regionName: 'Pasir Impun' });
    expect(await ratersByPillar(tx, round)).toEqual([
      { pillar: 'community', raters: 2 },
      { pillar: 'government', raters: 2 },
    ]);
    const pages = [0, 3].map((offset) => ratersOf(tx, round, { limit: 3, offset }));
    const [first = [], second = []] = await Promise.all(pages);
    expect([first.length, second.length]).toEqual([3, 1]);
    const given = await answersGivenBy(
      tx,
      round,
      second.map((one) => one.person),
    );
    expect(new Set(given.map((one) => one.rater))).toEqual(new Set(second.map((one) => one.person)));
    if (!closed) throw new Error('the round is gone');
    expect((await readingOf(tx, program, closed)).result).toEqual(closed.result);
    const place = {
      instrument: 'participation',
      program: program.id,
      region: VILLAGE,
      party: null,
      other: null,
    };
    expect((await lineOf(tx, place, 10)).map((one) => one.id)).toEqual([round]);
    expect((await newestByPlace(tx, place, 10)).map((one) => one.id)).toEqual([round]);
    const history = await historyOf(tx, round);
    expect(history.map((one) => one.action)).toEqual([
      'assessment.opened',
      ...Array.from({ length: 4 }, () => 'assessment.rated'),
      'assessment.closed',
    ]);
    expect(JSON.stringify(history)).not.toContain('merencanakan-bersama');
  });
});

test('an answer may be changed until the round ends, and of two forms the older is refused', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const round = await opened(city);
  const say = (version: number, level: string) =>
    rateRound(pilar, actors.rw1, { round, version, answers: ladder(level, level, level, level) });
  expect(granted(await say(0, 'nihil')).version).toBe(1);
  expect(await say(0, 'mengusulkan')).toMatchObject({ refusal: { refusal: 'input.stale' } });
  expect(granted(await say(1, 'mengusulkan')).version).toBe(2);
  await pilar.read(tenant, async (tx) => {
    expect((await answersIn(tx, round)).map((one) => one.level)).toEqual(Array(4).fill('mengusulkan'));
    expect((await answersBy(tx, round, actors.rw1))?.version).toBe(2);
    expect((await roundById(tx, round))?.raters).toBe(1);
    expect((await historyOf(tx, round)).map((one) => one.action)).toEqual([
      'assessment.opened',
      'assessment.rated',
      'assessment.changed',
    ]);
  });
});

test('the same form sent twice counts once', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const round = await opened(city);
  const request = { key: newId(), fingerprint: 'a' };
  const send = () =>
    rateRound(pilar, { ...actors.rw1, request }, { round, version: 0, answers: ladder('nihil') });
  expect(granted(await send())).toEqual(granted(await send()));
  expect(await pilar.read(tenant, (tx) => ratersByPillar(tx, round))).toEqual([
    { pillar: 'community', raters: 1 },
  ]);
});

test('who may not, and what cannot be', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const open = (who: Parameters<typeof openRound>[1], more = {}) =>
    openRound(pilar, who, newRound(city, more));
  const refusalOf = async (result: ReturnType<typeof open>) => {
    const answer = await result;
    return answer.ok ? undefined : [answer.refusal.refusal, answer.refusal.field].filter(Boolean).join(' ');
  };
  expect(await refusalOf(open({ tenant }))).toBe('access.sign-in');
  expect(await refusalOf(open(actors.resident))).toBe('access.office');
  expect(await refusalOf(open(actors.rw1))).toBe('access.office');
  expect(await refusalOf(open(actors.lurah, { region: '32.73.30' }))).toBe('access.office');
  expect(await refusalOf(open(actors.setda, { region: '32.73' }))).toBe('region.unknown region');
  expect(await refusalOf(open(actors.setda, { region: 'x' }))).toBe('region.unknown region');
  expect(await refusalOf(open(actors.lurah, { program: 'none' }))).toBe('input.choice program');
  expect(await refusalOf(open(actors.lurah, { instrument: 'slug: x' }))).toBe(
    'assessment.instrument instrument',
  );
  const phases = readFileSync('models/instruments/relation-phases.yaml', 'utf8');
  expect(await refusalOf(open(actors.lurah, { instrument: phases }))).toBe(
    'assessment.instrument instrument',
  );
  const bad = await open(actors.lurah, {
    asOf: '2026-02-11',
    closesOn: '2026-02-09',
    poorHouseholds: '-3',
    poorSource: '',
  });
  expect(bad.ok ? [] : bad.refusal.issues?.map((one) => `${one.field} ${one.refusal}`)).toEqual([
    'asOf input.date-order',
    'closesOn input.date-order',
    'poorHouseholds input.number',
    'poorSource input.required',
  ]);

  const round = await opened(city);
  expect(await refusalOf(open(actors.camat))).toBe('assessment.open-already');
  const rate = (who: Parameters<typeof rateRound>[1], answers = ladder('nihil')) =>
    rateRound(pilar, who, { round, version: 0, answers });
  expect(await rate({ tenant })).toMatchObject({ refusal: { refusal: 'access.sign-in' } });
  expect(await rate(actors.resident)).toMatchObject({ refusal: { refusal: 'assessment.partner' } });
  expect(await rate(actors.rw1, ladder())).toMatchObject({ refusal: { refusal: 'assessment.nothing-said' } });
  expect(await rate(actors.rw1, ladder('hebat'))).toMatchObject({
    refusal: { issues: [{ refusal: 'input.choice', field: 'tingkat-perencanaan' }] },
  });
  const close = (who: Parameters<typeof rateRound>[1], version = 1) =>
    closeRound(pilar, who, { round, version });
  expect(await close(actors.lurah)).toMatchObject({
    refusal: { refusal: 'assessment.too-few', params: { raters: 0, wanted: 3 } },
  });
  expect(await close(actors.rw1)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await close(actors.lurah, 7)).toMatchObject({ refusal: { refusal: 'input.stale' } });
  const withdraw = (reason: string) => withdrawRound(pilar, actors.lurah, { round, version: 1, reason });
  expect(await withdraw(' ')).toMatchObject({ refusal: { refusal: 'input.required', field: 'reason' } });
  granted(await withdraw('Salah memilih tanggal.'));
  expect(await rate(actors.rw1)).toMatchObject({ refusal: { refusal: 'assessment.ended' } });
  expect(await close(actors.lurah)).toMatchObject({ refusal: { refusal: 'assessment.ended' } });
  granted(await open(actors.camat));
});

test('of two who open the same round at once, or rate and close, both get an answer that holds', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const both = await Promise.all([
    openRound(pilar, actors.lurah, newRound(city)),
    openRound(pilar, actors.camat, newRound(city)),
  ]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.filter((one) => !one.ok && one.refusal.refusal === 'assessment.open-already')).toHaveLength(1);
  const [round = ''] = both.flatMap((one) => (one.ok ? [one.value.round] : []));
  await rated(city, round);
  const [late, closed] = await Promise.all([
    rateRound(pilar, actors.rw2, { round, version: 0, answers: ladder('nihil', 'nihil', 'nihil', 'nihil') }),
    closeRound(pilar, actors.lurah, { round, version: 1 }),
  ]);
  expect(closed.ok).toBe(true);
  const raters = await pilar.read(tenant, (tx) => ratersByPillar(tx, round));
  const counted = raters.reduce((sum, one) => sum + one.raters, 0);
  expect(counted).toBe(late.ok ? 5 : 4);
  expect((await pilar.read(tenant, (tx) => roundById(tx, round)))?.raters).toBe(counted);
});

test('another city neither sees nor touches a round', async () => {
  const city = await withCity();
  const other = await addCity(city.pilar, { slug: 'lain' });
  const round = await opened(city);
  const answers = ladder('nihil');
  expect(await rateRound(city.pilar, other.actors.rw1, { round, version: 0, answers })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  expect(await closeRound(city.pilar, other.actors.lurah, { round, version: 1 })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  expect(await city.pilar.read(other.tenant, (tx) => listRounds(tx, {}, 10))).toEqual([]);
});

test('a result stays what it was when records go on, and a kept instrument when its file changes', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, program } = city;
  const source = readFileSync('models/instruments/synergy.yaml', 'utf8');
  const { round } = granted(
    await openRound(
      pilar,
      actors.lurah,
      newRound(city, { instrument: source, poorHouseholds: '120', poorSource: 'DTKS Januari 2026' }),
    ),
  );
  await pilar.read(tenant, async (tx) => {
    const found = await roundById(tx, round);
    if (!found) throw new Error('the round is gone');
    expect(found).toMatchObject({ poorHouseholds: 120, poorSource: 'DTKS Januari 2026' });
    expect((await keptInstrument(tx, found.instrumentSha256)).slug).toBe('synergy');
    // Nobody was reached yet; no forum was held and no report was due, so nothing is said of those.
    expect(await measuresOf(tx, program, found)).toMatchObject([
      { measure: 'poor-households-reached', counted: 0n, total: 120n, permille: 0 },
    ]);
  });
});

test('a round of a kecamatan is opened by its camat and asked of everybody beneath', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { round } = granted(await openRound(pilar, actors.camat, newRound(city, { region: '32.73.30' })));
  for (const actor of [actors.rw1, actors.pkk, actors.lurah, actors.setda]) {
    expect(await desk(city, actor)).toEqual(['assessment.rate']);
  }
  granted(await rateRound(pilar, actors.lurah, { round, version: 0, answers: ladder('mengusulkan') }));
  expect(await closeRound(pilar, actors.lurah, { round, version: 1 })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
});

/** Answers to the synergy instrument: every effect with evidence, attendance as given. */
function synergy(attendance: { level: string; evidence: string }): TypedAnswers {
  const seen = 'Terlihat saat kerja bakti Januari.';
  return new Map([
    ['rangkaian-klaster', { level: 'sebagian', evidence: '' }],
    ['kesepakatan-tujuan', { level: 'sebagian', evidence: '' }],
    ['pemahaman-tujuan', { level: 'sebagian', evidence: '' }],
    ['komitmen-pimpinan', { level: 'tinggi', evidence: '' }],
    ['komitmen-perangkat-daerah', { level: CANNOT_SAY, evidence: '' }],
    ['komitmen-badan-usaha', { level: 'kurang', evidence: '' }],
    ['partisipasi-masyarakat', attendance],
    ['sumber-penghidupan', { level: 'sebagian', evidence: seen }],
    ['usaha-dan-pekerjaan', { level: 'sebagian', evidence: seen }],
    ['hasil-penghidupan', { level: 'sebagian', evidence: seen }],
    ['keterjangkauan-keluarga-miskin', { level: CANNOT_SAY, evidence: '' }],
  ]);
}

test('what a sealed forum shows rates beside the people, and who rates otherwise says why', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, program } = city;
  const startsAt = new Date('2026-02-10T03:00:00Z');
  const called = { program: program.slug, region: VILLAGE, place: 'Balai', startsAt };
  const { forum } = granted(await scheduleForum(pilar, actors.lurah, called));
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  granted(await sealForum(pilar, actors.lurah, { forum }));
  const source = readFileSync('models/instruments/synergy.yaml', 'utf8');
  const { round } = granted(await openRound(pilar, actors.lurah, newRound(city, { instrument: source })));
  const say = (actor: City['actors']['rw1'], level: string, evidence = '') =>
    rateRound(pilar, actor, { round, version: 0, answers: synergy({ level, evidence }) });
  granted(await say(actors.rw1, 'tinggi'));
  expect(await say(actors.pkk, 'kurang')).toMatchObject({
    refusal: { issues: [{ refusal: 'assessment.differs', field: 'bukti-partisipasi-masyarakat' }] },
  });
  granted(await say(actors.pkk, 'kurang', 'Yang hadir tidak boleh bicara.'));
  granted(await say(actors.rw2, 'bervariasi', 'Pemuda tidak datang.'));
  granted(await closeRound(pilar, actors.lurah, { round, version: 1 }));
  await pilar.read(tenant, async (tx) => {
    const closed = await roundById(tx, round);
    if (!closed) throw new Error('the round is gone');
    const [attendance] = await measuresOf(tx, program, closed);
    expect(attendance).toMatchObject({
      measure: 'attendance',
      counted: 13n,
      total: 13n,
      permille: 1000,
      evidence: [`musyawarah/${forum}`],
    });
    const reading = await readingOf(tx, program, closed);
    const spread = reading.spreads.find((one) => one.indicator === 'partisipasi-masyarakat');
    // Records and one person say high, one says mixed, one low: the two in the middle differ, so it stays open.
    expect(spread).toMatchObject({ records: 'tinggi', level: null, possible: ['bervariasi', 'tinggi'] });
    expect(reading.result).toEqual(closed.result);
  });
});

test('an institution, and the relation of two governments, are rated by those it concerns, each in a line of its own', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  await pilar.database.script(`
    insert into region (code, parent_code, level, name) values ('32.73.29', '32.73', 'district', 'Arcamanik');`);
  const start = (more: Parameters<typeof newRound>[1], who = actors.lurah) =>
    openRound(pilar, who, newRound(city, more));
  const about = async (round: string) => {
    const found = await pilar.read(tenant, (tx) => roundById(tx, round));
    return found && pilar.read(tenant, (tx) => subjectName(tx, found));
  };
  // Beside the round of the place, one about an RW and one of the kecamatan with its neighbour are open at once.
  const place = granted(await start({})).round;
  const party = granted(await start({ party: offices.rw1.id })).round;
  const relation = granted(await start({ region: '32.73.30', other: '32.73.29' }, actors.camat)).round;
  expect(await about(place)).toBe('Kelurahan Pasir Impun');
  expect(await about(party)).toBe('RW 01 Pasir Impun');
  expect(await about(relation)).toBe('Kecamatan Mandalajati – Kecamatan Arcamanik');
  expect(await start({ party: offices.rw1.id })).toMatchObject({
    refusal: { refusal: 'assessment.open-already' },
  });
  expect(await start({ party: offices.rw1.id, other: '32.73.29' })).toMatchObject({
    refusal: { refusal: 'assessment.one-subject', field: 'other' },
  });
  for (const other of ['32.73.28', VILLAGE, `${VILLAGE}.001`])
    expect(await start({ other })).toMatchObject({ refusal: { refusal: 'region.unknown', field: 'other' } });
  expect(await start({ party: newId() })).toMatchObject({
    refusal: { refusal: 'input.choice', field: 'party' },
  });
  // The RW lies outside what the office next door answers for, whatever place was typed.
  expect(await start({ party: offices.setda.id })).toMatchObject({ refusal: { refusal: 'access.office' } });

  const rate = (round: string, who: City['actors']['rw1']) =>
    rateRound(pilar, who, {
      round,
      version: 0,
      answers: ladder('mengusulkan', 'mengusulkan', 'mengusulkan', 'mengusulkan'),
    });
  expect(await rate(party, actors.rw2)).toMatchObject({ refusal: { refusal: 'assessment.partner' } });
  expect(await rate(relation, actors.lurah)).toMatchObject({ refusal: { refusal: 'assessment.partner' } });
  for (const who of [actors.rw1, actors.lurah, actors.camat]) granted(await rate(party, who));
  granted(await closeRound(pilar, actors.lurah, { round: party, version: 1 }));
  const lines = await pilar.read(tenant, async (tx) => {
    const kept = (await roundById(tx, party)) ?? { region: '', party: null, other: null };
    const key = { instrument: 'participation', program: city.program.id };
    const { region } = kept;
    return {
      party: await lineOf(tx, { ...key, region, party: kept.party, other: null }, 9),
      place: await lineOf(tx, { ...key, region, party: null, other: null }, 9),
      byPlace: await newestByPlace(tx, key, 9),
      listed: await listRounds(tx, { party: offices.rw1.id }, 9),
    };
  });
  expect(lines.party.map((one) => one.id)).toEqual([party]);
  expect(lines.listed.map((one) => one.id)).toEqual([party]);
  expect([lines.place, lines.byPlace]).toEqual([[], []]);
  expect(lines.party[0]?.region).toBe(VILLAGE);

  // The journal says whom each round is about.
  const said = async (round: string) =>
    (await pilar.read(tenant, (tx) => historyOf(tx, round)))[0]?.summary ?? {};
  expect(await said(party)).toMatchObject({ about: 'RW 01 Pasir Impun', party: offices.rw1.id });
  expect(await said(relation)).toMatchObject({
    about: 'Kecamatan Mandalajati – Kecamatan Arcamanik',
    other: '32.73.29',
  });

  // It objects once to the result, with a reason; the office that keeps rounds answers, and both stand beside it.
  const object = (who: City['actors']['rw1'], reason = 'Kami mengusulkan dua kali.') =>
    objectToRound(pilar, who, { round: party, reason });
  const answer = (who: City['actors']['rw1'], text = 'Yang kedua ditarik.') =>
    answerObjection(pilar, who, { round: party, answer: text });
  expect(await object(actors.rw2)).toMatchObject({ refusal: { refusal: 'assessment.only-subject' } });
  expect(await object(actors.rw1, ' ')).toMatchObject({
    refusal: { refusal: 'input.required', field: 'objection' },
  });
  expect(await answer(actors.lurah)).toMatchObject({ refusal: { refusal: 'access.not-found' } });
  granted(await object(actors.rw1));
  expect(await object(actors.rw1)).toMatchObject({ refusal: { refusal: 'assessment.objected' } });
  expect(await desk(city, actors.lurah)).toContain('assessment.answer');
  expect(await answer(actors.rw2)).toMatchObject({ refusal: { refusal: 'access.office' } });
  const twoHats = { ...actors.lurah, person: actors.rw1.person };
  expect(await answer(twoHats)).toMatchObject({ refusal: { refusal: 'assessment.own-objection' } });
  granted(await answer(actors.lurah));
  expect(await answer(actors.camat)).toMatchObject({ refusal: { refusal: 'assessment.objection-answered' } });
  expect(await desk(city, actors.lurah)).not.toContain('assessment.answer');
  const open = granted(await start({ party: offices.rw2.id })).round;
  expect(await objectToRound(pilar, actors.rw2, { round: open, reason: 'Belum.' })).toMatchObject({
    refusal: { refusal: 'assessment.no-result' },
  });
  await pilar.read(tenant, async (tx) => {
    const facts = await roundFacts(tx, party);
    expect(facts).toMatchObject({
      objection: { reason: 'Kami mengusulkan dua kali.', answer: 'Yang kedua ditarik.', office: 'chair' },
    });
    const years = await resultsByPartyAndYear(tx, 'participation', 9);
    expect(years.map((one) => [one.partyName, one.asOf, one.id])).toEqual([
      ['RW 01 Pasir Impun', '2026-02-10', party],
    ]);
  });

  // What can be counted of one institution rates it; what is counted by place alone does not, and of two governments nothing.
  const source = readFileSync('models/instruments/synergy.yaml', 'utf8');
  await carriedOut(city);
  const asOf = '2026-03-20';
  pilar.clock.set(new Date('2026-03-20T05:00:00Z'));
  const judged = { instrument: source, asOf, closesOn: asOf, poorHouseholds: '80', poorSource: 'Dinsos' };
  const own = granted(await start({ ...judged, party: offices.rw1.id })).round;
  const both = granted(await start({ ...judged, region: '32.73.30', other: '32.73.29' }, actors.camat)).round;
  const shown = (round: string) =>
    pilar.read(tenant, async (tx) => {
      const found = await roundFacts(tx, round);
      if (isRefusal(found)) throw new Error(found.refusal);
      return [
        found.countedAs,
        found.measures.map(({ measure, counted, total }) => [measure, counted, total]),
      ];
    });
  expect(await shown(own)).toEqual([
    'party',
    [
      ['reports-in-time', 0n, 1n],
      ['contribution-kept', 0n, 5_400_000n],
    ],
  ]);
  expect(await shown(both)).toEqual(['relation', []]);

  // An instrument that asks nothing of the records still shows what they say of its aspects.
  const phases = readFileSync('models/instruments/csr-phase.yaml', 'utf8');
  const phase = granted(
    await start({ instrument: phases, asOf, closesOn: asOf, party: offices.rw1.id }),
  ).round;
  await pilar.read(tenant, async (tx) => {
    const facts = await roundFacts(tx, phase);
    if (isRefusal(facts)) throw new Error(facts.refusal);
    expect(facts.measures).toEqual([]);
    expect(Object.fromEntries(facts.shows)).toMatchObject({
      proposals: { value: 1n },
      people: { value: 184n },
      decided: { value: 52_500_000n },
      given: { value: 0n },
      'women-present': { answer: 'cannot-tell' },
    });
  });
});
