import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { writtenDay } from '#kernel/office-words.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, officialName, within } from '#kernel/region.ts';
import { figuresBy, levelBeneath } from '#modules/measures/index.ts';
import { listPrograms, programById } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { recapFacts, recapTable } from './forms/recap.ts';
import { headFor } from './letterhead.service.ts';
import { fileNameOf, type Paper } from './paper.ts';
import { type PaperSetting, seenAt, signedAt } from './setting.ts';

const LEVELS = { regency: 'Kabupaten/kota', district: 'Kecamatan', village: 'Kelurahan/desa' } as const;

/** What a programme came to until today: kecamatan by kecamatan, or in one kecamatan kelurahan by kelurahan; everybody may read it. */
export async function recapPaper(
  tx: Tx,
  _viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const known = (await listPrograms(tx)).some((one) => one.id === id);
  if (!known) return refuse('access.not-found');
  const program = await programById(tx, id);
  const area = setting.area ?? program.region;
  const inIt = setting.area === undefined || (within(area, program.region) && levelOf(area) === 'district');
  if (!inIt) return refuse('access.not-found');
  const by = setting.area === undefined ? levelBeneath(program.region) : 'village';
  const names = await namesOf(tx, [area]);
  if (!names.has(area)) return refuse('access.not-found');
  const place = setting.area === undefined ? setting.city : officialName(area, names.get(area) ?? area);
  const places = await figuresBy(tx, program, by, area);
  return {
    fileName: fileNameOf('rekapitulasi', program.model.short, program.fiscalYear, place, tx.today),
    size: setting.size,
    letterhead: await headFor(tx, 'government', setting, { name: place, region: area }),
    writer: undefined,
    title: [
      `Rekapitulasi ${place}`,
      `${program.model.title.id} (${program.model.short})`,
      `Tahun ${program.fiscalYear}`,
    ],
    body: [
      { is: 'text', text: `Keadaan sampai ${writtenDay(tx.today)}, sebagaimana tercatat di Pilar.` },
      { is: 'facts', rows: recapFacts(places) },
      {
        is: 'text',
        look: 'justified',
        text: 'Diputuskan ialah yang disetujui musyawarah, dikurangi yang kembali ke pagu. Dibayar ialah yang diteruskan kepada penyedia, dikurangi yang dikembalikan. Dipertanggungjawabkan ialah yang dibelanjakan dan laporannya diterima. Serapan ialah realisasi belanja yang dibayar, dikurangi yang dikembalikan, sebagai bagian dari pagu (Peraturan Pemerintah Nomor 12 Tahun 2019 tentang Pengelolaan Keuangan Daerah).',
      },
      { is: 'signatures', signers: [signedAt(setting, tx.today, { capacity: 'Mengetahui', name: '' })] },
    ],
    annexes: [
      {
        title: `Lampiran: ${place} menurut ${LEVELS[by].toLowerCase()}`,
        lies: 'across',
        body: [recapTable(places, LEVELS[by])],
      },
    ],
    seen: seenAt(setting, `program/${program.slug}`),
  };
}
