import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instrument, readInstrument, scaleOf } from '#analysis/rubric/index.ts';
import { addDays, dayIn } from '#kernel/date.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import {
  CANNOT_SAY,
  closeRound,
  openRound,
  rateRound,
  type TypedAnswers,
} from '#modules/assessment/index.ts';
import { placeFactsIn } from '#modules/regions/index.ts';
import { HOME } from '../pilar.ts';
import { actorOf, must } from './acting.ts';
import { choose, pick } from './chance.ts';
import { type DemoVillage, type Officer, officerOf } from './city.ts';
import type { Telling } from './telling.ts';

/**
 * How a kelurahan sees itself in one round: for each indicator the place of its level on the scale, from 0, as most see
 * it; raters stand at most one level beside it. Where there are two places, every other rater sees the second.
 */
type Mood = Readonly<Record<string, number | readonly [number, number]>>;

/** After the forum: it went well, little else can be told yet. */
const SYNERGY_EARLY: Mood = {
  'rangkaian-klaster': 1,
  'kesepakatan-tujuan': 2,
  'pemahaman-tujuan': 1,
  'komitmen-pimpinan': 3,
  'komitmen-perangkat-daerah': 2,
  'komitmen-badan-usaha': 1,
  'partisipasi-masyarakat': 3,
  'sumber-penghidupan': 2,
  'usaha-dan-pekerjaan': 2,
  'hasil-penghidupan': 2,
  'keterjangkauan-keluarga-miskin': 2,
};
const SYNERGY_LATE: Mood = {
  ...SYNERGY_EARLY,
  'rangkaian-klaster': 2,
  'pemahaman-tujuan': 2,
  'sumber-penghidupan': 3,
};
const LADDER_EARLY: Mood = { perencanaan: 3, 'pengambilan-keputusan': 3, pelaksanaan: 4, pengawasan: 1 };
const LADDER_LATE: Mood = { perencanaan: 4, 'pengambilan-keputusan': 3, pelaksanaan: 4, pengawasan: 2 };

/** What people say a level rests on, by indicator; the same few facts that residents of a kelurahan know. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  'sumber-penghidupan': [
    'Saluran dan jalan gang diperbaiki, tetapi modal usaha belum.',
    'Posyandu dan kelas keterampilan bertambah sejak tahun lalu.',
  ],
  'usaha-dan-pekerjaan': [
    'Beberapa warung baru di RW yang ikut pelatihan; RW lain belum.',
    'Tukang setempat mendapat pekerjaan dari swakelola.',
  ],
  'hasil-penghidupan': [
    'Ongkos berkurang karena jalan gang bisa dilalui.',
    'Pendapatan naik hanya pada yang mendapat bantuan alat.',
  ],
};

/** A first look after the forums: the same two kelurahan that are told to the end. */
export async function rateAfterForums(telling: Telling): Promise<void> {
  telling.at(0.39);
  for (const village of finished(telling).slice(0, 2)) {
    await holdRound(telling, village, 'synergy', SYNERGY_EARLY, 'closed');
    await holdRound(telling, village, 'participation', LADDER_EARLY, 'closed');
  }
}

/** A second look near the end, when reports are in; in two kelurahan one round is still open. */
export async function rateAtTheEnd(telling: Telling): Promise<void> {
  telling.at(0.95);
  const [first, second, third] = finished(telling);
  if (first) {
    await holdRound(telling, first, 'synergy', SYNERGY_LATE, 'closed');
    await holdRound(telling, first, 'participation', LADDER_LATE, 'open');
  }
  if (second) {
    // Eleven raters, six against five: one of them would turn the outcome.
    await holdRound(telling, second, 'synergy', { ...SYNERGY_EARLY, 'rangkaian-klaster': [1, 2] }, 'closed');
    await holdRound(telling, second, 'participation', LADDER_LATE, 'open');
  }
  // The camat has not rated there: ten raters, five against five, and the outcome stays open.
  if (third) {
    await holdRound(telling, third, 'synergy', { ...SYNERGY_LATE, 'rangkaian-klaster': [1, 2] }, 'split');
  }
}

/** The kelurahan whose story the city's file tells to the end, in its order. */
function finished(telling: Telling): DemoVillage[] {
  return telling.file.stories.flatMap(({ village, story }) => {
    const found =
      story === 'finished' ? telling.city.villages.find((one) => one.name === village) : undefined;
    return found ? [found] : [];
  });
}

async function holdRound(
  telling: Telling,
  village: DemoVillage,
  name: string,
  mood: Mood,
  end: 'open' | 'closed' | 'split',
): Promise<void> {
  const { runtime, city, program } = telling;
  const text = readFileSync(join(HOME, 'models', 'instruments', `${name}.yaml`), 'utf8');
  const instrument = readInstrument(text);
  if (!instrument.ok) throw new Error(`models/instruments/${name}.yaml does not read`);
  const lurah = officerOf(city, 'kelurahan', village.code, 'lurah');
  const today = dayIn(telling.file.timeZone, runtime.clock.now());
  const known = await runtime.read(telling.tenant, (tx) => placeFactsIn(tx, village.code));
  const fact = known.get(village.code);
  const poor = fact?.poorHouseholds ? fact : undefined;
  const { round } = must(
    await openRound(runtime, actorOf(telling, lurah), {
      instrument: text,
      program: program.slug,
      region: village.code,
      asOf: today,
      closesOn: addDays(today, end === 'open' ? 45 : 14),
      poorHouseholds: poor ? String(poor.poorHouseholds) : '',
      poorSource: poor?.poorHouseholdsSource ?? '',
    }),
  );
  const chairs = ['pkk', 'karang-taruna', 'lpm'].map((kind) => officerOf(city, kind, village.code, 'chair'));
  const neighbours = village.neighbourhoods
    .filter((_, i) => (end === 'open' ? i < 3 : i < 6))
    .map((one) => officerOf(city, 'rw', one.code, 'chair'));
  const camat = officerOf(city, 'kecamatan', village.code.slice(0, 8), 'camat');
  // The demo's accounts of these kelurahan (lurah and RW 07) have not rated in the open round.
  const raters = {
    closed: [...neighbours, ...chairs, lurah, camat],
    split: [...neighbours, ...chairs, lurah],
    open: [...neighbours, ...chairs.slice(1)],
  }[end];
  for (const [turn, rater] of raters.entries()) {
    const answers = answersOf(instrument.value, mood, rater, turn);
    must(await rateRound(runtime, actorOf(telling, rater), { round, version: 0, answers }));
  }
  if (end !== 'open') must(await closeRound(runtime, actorOf(telling, lurah), { round, version: 1 }));
}

/** One person's answers: mostly as the mood is, some a level beside it, now and then nothing to say. */
function answersOf(instrument: Instrument, mood: Mood, rater: Officer, turn: number): TypedAnswers {
  return new Map(
    instrument.dimensions.flatMap((dimension) =>
      dimension.indicators.map(({ slug, evidence }): [string, { level: string; evidence: string }] => {
        const { levels } = scaleOf(instrument, dimension);
        const seen = ownEntry(mood, slug) ?? 1;
        const chance = typeof seen === 'number' ? pick(10, slug, rater.name, rater.organization.region) : 9;
        if (chance === 0 && evidence !== 'required') return [slug, { level: CANNOT_SAY, evidence: '' }];
        const step = chance === 1 ? -1 : chance === 2 ? 1 : 0;
        const usual = typeof seen === 'number' ? seen : turn % 2 === 0 ? seen[0] : seen[1];
        const rank = Math.min(levels.length - 1, Math.max(0, usual + step));
        const said = choose(
          ownEntry(SEEN, slug) ?? ['Menurut yang kami alami di wilayah kami.'],
          slug,
          rater.name,
        );
        return [slug, { level: levels[rank]?.slug ?? CANNOT_SAY, evidence: said }];
      }),
    ),
  );
}
