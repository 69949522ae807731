import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { correctEvent, tellEvent, withdrawEvent } from '#modules/assessment/index.ts';
import { HOME } from '../pilar.ts';
import { actorOf, must } from './acting.ts';
import { type Officer, officerOf } from './city.ts';
import type { Telling } from './telling.ts';

type ToldEvent = {
  readonly from: string;
  readonly until?: string;
  readonly what: string;
  readonly shows: readonly string[];
  readonly evidence: string;
};

/** Two years and this one in the first kelurahan told to the end, and what its camat has seen; what is of this year comes from the records as well. */
export async function tellPhases(telling: Telling): Promise<void> {
  const { file, city, runtime } = telling;
  const first = file.stories.find((one) => one.story === 'finished');
  const village = city.villages.find((one) => one.name === first?.village);
  if (!village) return;
  const district = village.code.slice(0, 8);
  const lurah = officerOf(city, 'kelurahan', village.code, 'lurah');
  const camat = officerOf(city, 'kecamatan', district, 'camat');
  telling.at(0.96);
  const year = Number(dayIn(file.timeZone, runtime.clock.now()).slice(0, 4));

  await tell(telling, camat, district, {
    from: `${year - 1}`,
    what: 'Kecamatan membentuk tim pendamping laporan bagi semua kelurahan.',
    shows: ['bantuan-pendorong', 'peran-administrator'],
    evidence: `Surat tugas camat, ${year - 1}`,
  });
  await tell(telling, camat, district, {
    from: `${year}`,
    what: 'Kelurahan melatih bendahara RW sendiri-sendiri dan berebut pelatih yang sama.',
    shows: ['keterpisahan', 'persaingan-antarprogram'],
    evidence: 'Notulen rapat koordinasi kecamatan, butir 5',
  });

  telling.at(0.965);
  const here = (event: ToldEvent) => tell(telling, lurah, village.code, event);
  await here({
    from: `Februari ${year - 2}`,
    until: `November ${year - 2}`,
    what: 'Kelurahan membagikan pagu yang sama kepada setiap lembaga dan mendampingi belanjanya.',
    shows: ['bantuan-pendorong'],
    evidence: `Laporan akhir PIPPK ${year - 2}, halaman 2`,
  });
  await here({
    from: `14 Agustus ${year - 2}`,
    what: 'Tiga RW keberatan karena laporannya dikembalikan berkali-kali tanpa penjelasan.',
    shows: ['perselisihan'],
    evidence: `Notulen rapat pengurus RW 14 Agustus ${year - 2}, butir 2`,
  });
  await here({
    from: `Maret ${year - 1}`,
    what: 'Kelurahan dan pengurus RW menyepakati siapa memeriksa apa sebelum laporan diserahkan.',
    shows: ['saling-menyesuaikan'],
    evidence: `Berita acara kesepakatan, Maret ${year - 1}`,
  });
  const held: ToldEvent = {
    from: `${year - 1}`,
    what: 'Pagu lembaga yang belum melapor ditahan sampai laporannya diterima.',
    shows: ['alat-pemaksa'],
    evidence: 'Surat camat kepada para lurah',
  };
  const event = await here(held);
  must(
    await correctEvent(runtime, actorOf(telling, lurah), {
      ...typed(telling, { ...held, from: `September ${year - 1}`, until: `Desember ${year - 1}` }),
      event,
      version: 1,
      reason: 'Surat camat bertanggal September; berlaku sampai akhir tahun.',
    }),
  );
  await here({
    from: `${year}`,
    what: 'Karang Taruna dan dua RW memulai bank sampah bersama, di luar usulan yang didanai.',
    shows: ['prakarsa-baru'],
    evidence: 'Notulen rembuk warga RW 04 dan RW 05',
  });
  const returned = await here({
    from: `${year}`,
    what: 'Laporan sebuah RW dikembalikan untuk dilengkapi.',
    shows: ['perselisihan'],
    evidence: 'Buku periksa laporan kelurahan',
  });
  must(
    await withdrawEvent(runtime, actorOf(telling, lurah), {
      event: returned,
      version: 1,
      reason: 'Laporan yang dikembalikan belum tentu perselisihan; pengurusnya setuju memperbaiki.',
    }),
  );
}

async function tell(telling: Telling, officer: Officer, region: string, event: ToldEvent): Promise<Id> {
  const told = await tellEvent(telling.runtime, actorOf(telling, officer), {
    ...typed(telling, event),
    region,
  });
  return must(told).event;
}

function typed({ file }: Telling, event: ToldEvent) {
  const instrument = readFileSync(join(HOME, 'models', 'instruments', 'relation-phases.yaml'), 'utf8');
  return { until: '', link: '', ...event, instrument, city: `/${file.slug}/` };
}
