import type { Actor } from '#kernel/actor.ts';
import { addDays, dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Result } from '#kernel/result.ts';
import {
  addAction,
  addFactor,
  addLink,
  drawnCauses,
  startCauseMap,
  takeOut,
} from '#modules/assessment/index.ts';
import { actorOf } from './acting.ts';
import { type DemoVillage, officerOf } from './city.ts';
import type { Telling } from './telling.ts';

const MEETING = 'Rapat evaluasi triwulan pengurus RW';
const BOOK = 'Buku periksa laporan kelurahan';

type ToldFactor = readonly [title: string, kind: string, about: string];
type ToldLink = readonly [
  cause: string,
  effect: string,
  evidence: string,
  document: string,
  location: string,
];

/** What the officers of Pasir Impun put on the wall when they asked why reports come late. */
const FACTORS: readonly ToldFactor[] = [
  ['Laporan kegiatan terlambat', 'symptom', 'Lewat sepuluh hari kerja sesudah kegiatan selesai.'],
  [
    'Kegiatan berikutnya tertahan',
    'symptom',
    'Lembaga yang laporannya terlambat tidak dapat mengajukan usulan baru.',
  ],
  ['Laporan dikembalikan untuk diperbaiki', 'factor', ''],
  ['Nota belanja tidak lengkap', 'factor', 'Tanpa tanggal, tanpa cap, atau hanya catatan tangan.'],
  ['Pencatatan menunggu kegiatan selesai', 'factor', 'Buku kas diisi sekaligus di akhir, dari ingatan.'],
  ['Pengurus kewalahan', 'factor', ''],
  ['Tugas pengurus tidak dibagi', 'factor', 'Ketua merangkap mencatat, belanja, dan melapor.'],
  ['Bendahara RW belum dilatih', 'factor', ''],
  ['Belum ada pendamping laporan', 'factor', 'Tidak ada yang dapat ditanya sebelum laporan diserahkan.'],
  ['Toko kecil tidak memberi nota', 'factor', ''],
  [
    'Format laporan berganti',
    'external',
    'Ditetapkan kota; RW menerima contohnya sesudah kegiatan berjalan.',
  ],
  ['Warga tidak mengetahui hasilnya', 'factor', ''],
  ['Swadaya warga berkurang', 'factor', ''],
];

const LINKS: readonly ToldLink[] = [
  [
    'Belum ada pendamping laporan',
    'Bendahara RW belum dilatih',
    'Yang pernah ikut pelatihan hanya pengurus lama; sesudah itu tidak ada yang mengajari.',
    MEETING,
    'notulen butir 2',
  ],
  [
    'Belum ada pendamping laporan',
    'Tugas pengurus tidak dibagi',
    'Tidak ada contoh pembagian tugas yang pernah dijelaskan kepada pengurus baru.',
    MEETING,
    'notulen butir 3',
  ],
  [
    'Bendahara RW belum dilatih',
    'Nota belanja tidak lengkap',
    'Lima dari tujuh laporan yang dikembalikan kurang tanggal atau cap nota.',
    BOOK,
    'kolom alasan, Januari–Mei',
  ],
  [
    'Bendahara RW belum dilatih',
    'Pencatatan menunggu kegiatan selesai',
    'Bendahara menunggu ketua karena ragu mengisi buku kas sendiri.',
    MEETING,
    'notulen butir 2',
  ],
  [
    'Tugas pengurus tidak dibagi',
    'Pencatatan menunggu kegiatan selesai',
    'Ketua mencatat sesudah pekerjaan lapangan selesai.',
    MEETING,
    'notulen butir 3',
  ],
  [
    'Tugas pengurus tidak dibagi',
    'Pengurus kewalahan',
    'Satu orang memegang belanja, foto, dan daftar hadir.',
    MEETING,
    'notulen butir 3',
  ],
  [
    'Toko kecil tidak memberi nota',
    'Nota belanja tidak lengkap',
    'Warung bahan bangunan di gang hanya memberi catatan tangan.',
    MEETING,
    'notulen butir 4',
  ],
  [
    'Format laporan berganti',
    'Laporan dikembalikan untuk diperbaiki',
    'Dua laporan memakai format tahun lalu.',
    BOOK,
    'kolom alasan, Februari',
  ],
  [
    'Nota belanja tidak lengkap',
    'Laporan dikembalikan untuk diperbaiki',
    'Alasan pengembalian yang paling sering tertulis.',
    BOOK,
    'kolom alasan, Januari–Mei',
  ],
  [
    'Laporan dikembalikan untuk diperbaiki',
    'Laporan kegiatan terlambat',
    'Perbaikan rata-rata memakan dua minggu.',
    BOOK,
    'kolom tanggal',
  ],
  [
    'Pencatatan menunggu kegiatan selesai',
    'Laporan kegiatan terlambat',
    'Nota dikumpulkan dahulu dari beberapa orang sebelum dapat ditulis.',
    MEETING,
    'notulen butir 2',
  ],
  [
    'Pengurus kewalahan',
    'Pencatatan menunggu kegiatan selesai',
    'Pencatatan dikerjakan malam hari bila sempat.',
    MEETING,
    'notulen butir 3',
  ],
  [
    'Laporan kegiatan terlambat',
    'Kegiatan berikutnya tertahan',
    'Dua usulan RW tidak dapat diajukan karena laporan lama belum masuk.',
    BOOK,
    'catatan April',
  ],
  [
    'Laporan kegiatan terlambat',
    'Warga tidak mengetahui hasilnya',
    'Papan informasi RW kosong karena laporannya belum ada.',
    MEETING,
    'notulen butir 5',
  ],
  [
    'Warga tidak mengetahui hasilnya',
    'Swadaya warga berkurang',
    'Warga bertanya untuk apa iuran tahun lalu.',
    MEETING,
    'notulen butir 5',
  ],
  [
    'Swadaya warga berkurang',
    'Pengurus kewalahan',
    'Kerja bakti yang sepi dikerjakan pengurus sendiri.',
    MEETING,
    'notulen butir 5',
  ],
];

/** What Karang Pamulang found when it began from the same map: there money comes late, and shops do give receipts. */
const OTHER_FACTORS: readonly ToldFactor[] = [
  ['Musyawarah kelurahan mundur', 'factor', 'Dijadwalkan dua kali karena kuorum tidak tercapai.'],
  ['Kegiatan menumpuk di akhir tahun', 'factor', ''],
];
const OTHER_LINKS: readonly ToldLink[] = [
  [
    'Musyawarah kelurahan mundur',
    'Kegiatan menumpuk di akhir tahun',
    'Keputusan baru keluar bulan berikutnya, pelaksanaan ikut mundur.',
    'Berita acara musyawarah',
    'tanggal keputusan',
  ],
  [
    'Kegiatan menumpuk di akhir tahun',
    'Pengurus kewalahan',
    'Tiga kegiatan dikerjakan pada bulan yang sama.',
    'Wawancara ketua RW',
    'pertemuan di kelurahan',
  ],
  [
    'Kegiatan menumpuk di akhir tahun',
    'Laporan kegiatan terlambat',
    'Laporan tiga kegiatan jatuh pada minggu yang sama.',
    'Wawancara ketua RW',
    'pertemuan di kelurahan',
  ],
];

/** Two kelurahan ask why reports come late: one draws its own map, the other begins from it and finds other causes. */
export async function tellCauses(telling: Telling): Promise<void> {
  const village = telling.city.villages.find((one) => one.name === 'Pasir Impun');
  const other = telling.city.villages.find((one) => one.name === 'Karang Pamulang');
  if (!village || !other) return;
  const first = await drawFirst(telling, village);
  await drawOther(telling, other, first);
  telling.say('  2 maps of causes');
}

async function drawFirst(telling: Telling, village: DemoVillage): Promise<Id> {
  const { runtime } = telling;
  const lurah = officerIn(telling, 'kelurahan', village, 'lurah');
  const { map } = must(
    await startCauseMap(runtime, lurah, {
      region: village.code,
      title: 'Laporan PIPPK terlambat',
      question: 'Mengapa laporan kegiatan PIPPK dari RW sering terlambat?',
      program: telling.program.id,
      beginning: { kind: 'empty' },
    }),
  );
  const slugs = await drawFactors(telling, lurah, map, FACTORS);
  await drawLinks(telling, lurah, map, slugs, LINKS);
  const inDays = (days: number) => addDays(dayIn(telling.file.timeZone, telling.end), days);
  const act = async (
    title: string,
    factor: string,
    state: string,
    due: string,
    who: { responsible: string } | { responsibleName: string },
  ) =>
    must(
      await addAction(runtime, lurah, {
        map,
        title,
        factors: [slugs.get(factor) ?? ''],
        state,
        dueOn: due,
        responsible: '',
        responsibleName: '',
        ...who,
      }),
    );
  const kelurahan = {
    responsible: officerOf(telling.city, 'kelurahan', village.code, 'lurah').organization.id,
  };
  await act(
    'Latih bendahara RW menulis nota dan buku kas',
    'Bendahara RW belum dilatih',
    'under-way',
    inDays(21),
    kelurahan,
  );
  await act(
    'Tunjuk satu pendamping laporan untuk tiga RW',
    'Belum ada pendamping laporan',
    'planned',
    inDays(45),
    {
      responsible: officerOf(telling.city, 'kecamatan', village.code.slice(0, 8), 'camat').organization.id,
    },
  );
  await act(
    'Tulis pembagian tugas pengurus dalam satu lembar',
    'Tugas pengurus tidak dibagi',
    'done',
    inDays(-30),
    kelurahan,
  );
  await act(
    'Tempel ringkasan laporan di papan informasi RW',
    'Warga tidak mengetahui hasilnya',
    'planned',
    inDays(-5),
    {
      responsibleName: 'Karang Taruna tiap RW',
    },
  );
  return map;
}

async function drawOther(telling: Telling, village: DemoVillage, first: Id): Promise<void> {
  const { runtime } = telling;
  const lurah = officerIn(telling, 'kelurahan', village, 'lurah');
  const { map } = must(
    await startCauseMap(runtime, lurah, {
      region: village.code,
      title: 'Laporan PIPPK terlambat',
      question: 'Apakah sebab keterlambatan di sini sama dengan di Pasir Impun?',
      program: telling.program.id,
      beginning: { kind: 'map', map: first },
    }),
  );
  const copied = await runtime.read(telling.tenant, (tx) => drawnCauses(tx, map));
  for (const { id, version, title } of copied.factors) {
    if (title !== 'Toko kecil tidak memberi nota' && title !== 'Format laporan berganti') continue;
    must(await takeOut(runtime, lurah, { map, part: 'factor', id, version }));
  }
  for (const { id, version } of copied.actions.slice(1)) {
    must(await takeOut(runtime, lurah, { map, part: 'action', id, version }));
  }
  const slugs = new Map(copied.factors.map((factor) => [factor.title, factor.slug]));
  for (const [title, slug] of await drawFactors(telling, lurah, map, OTHER_FACTORS)) slugs.set(title, slug);
  await drawLinks(telling, lurah, map, slugs, OTHER_LINKS);
}

async function drawFactors(
  telling: Telling,
  actor: Actor,
  map: Id,
  list: readonly ToldFactor[],
): Promise<Map<string, string>> {
  const slugs = new Map<string, string>();
  for (const [title, kind, about] of list) {
    const { slug } = must(await addFactor(telling.runtime, actor, { map, title, kind, about }));
    slugs.set(title, slug);
  }
  return slugs;
}

async function drawLinks(
  telling: Telling,
  actor: Actor,
  map: Id,
  slugs: ReadonlyMap<string, string>,
  list: readonly ToldLink[],
): Promise<void> {
  for (const [cause, effect, text, document, location] of list) {
    must(
      await addLink(telling.runtime, actor, {
        map,
        from: slugs.get(cause) ?? '',
        to: slugs.get(effect) ?? '',
        effect: 'raises',
        evidence: [{ text, document, location }],
      }),
    );
  }
}

function officerIn(telling: Telling, kind: string, village: DemoVillage, office: string): Actor {
  const held = officerOf(telling.city, kind, village.code, office);
  return actorOf(telling, held);
}

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the story of the causes was refused: ${result.refusal.refusal}`);
}
