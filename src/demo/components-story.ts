import type { Actor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import {
  type AskedChange,
  changeComponentMap,
  closeMeeting,
  meetingById,
  openMeeting,
  startComponentMap,
} from '#modules/assessment/index.ts';
import { actorOf, must } from './acting.ts';
import { type DemoVillage, officerOf } from './city.ts';
import type { Telling } from './telling.ts';

/** The kelurahan whose working group maps its chain from household waste to crafts and compost. */
const VILLAGE = 'Antapani Kidul';
const ONCE = 'Karang Pamulang';

type ToldActivity = readonly [
  component: string,
  kind: string,
  stage: string,
  clusters: string,
  topic: string,
  title: string,
  titleEn: string,
];

const STAGES = [
  ['pemilahan', 'Pemilahan', 'Sorting', true],
  ['pengumpulan', 'Pengumpulan', 'Collecting', true],
  ['pengolahan', 'Pengolahan', 'Processing', true],
  ['pembuatan', 'Pembuatan barang', 'Making', true],
  ['pemasaran', 'Pemasaran', 'Selling', true],
  ['kemampuan', 'Pengembangan kemampuan', 'Building skills', false],
  ['permodalan', 'Permodalan', 'Finance', false],
] as const;

const CLUSTERS = [
  ['plastik', 'Plastik dan kerajinan', 'Plastic and crafts'],
  ['organik', 'Organik dan kompos', 'Organic waste and compost'],
] as const;

const SIDES = [
  ['government', 'Pemerintah', 'Government'],
  ['community', 'Masyarakat', 'Community'],
  ['dunia-usaha', 'Dunia usaha', 'Business'],
] as const;

/** Components with the kind of institution they are in the city; null where Pilar does not know them. */
const COMPONENTS = [
  ['kelurahan', 'Kelurahan Antapani Kidul', 'Kelurahan Antapani Kidul', 'government', 'kelurahan'],
  ['dlh', 'Dinas Lingkungan Hidup', 'Environment agency', 'government', null],
  ['dinkop-ukm', 'Dinas Koperasi dan UKM', 'Cooperatives and small business agency', 'government', null],
  ['rw-07', 'RW 07', 'RW 07', 'community', 'rw'],
  ['bank-sampah', 'Bank sampah RW 07', 'Waste bank of RW 07', 'community', null],
  ['pkk', 'PKK Antapani Kidul', 'PKK Antapani Kidul', 'community', 'pkk'],
  [
    'karang-taruna',
    'Karang Taruna Antapani Kidul',
    'Karang Taruna Antapani Kidul',
    'community',
    'karang-taruna',
  ],
  ['perajin', 'Kelompok perajin daur ulang', 'Recycled crafts group', 'community', null],
  ['kampus', 'Kampus mitra', 'Partner university', 'community', null],
  ['pengepul', 'Pengepul plastik', 'Plastic trader', 'dunia-usaha', null],
  ['toko-oleh-oleh', 'Toko oleh-oleh', 'Souvenir shop', 'dunia-usaha', null],
  ['koperasi', 'Koperasi warga', 'Residents’ cooperative', 'dunia-usaha', null],
] as const;

const FIRST: readonly ToldActivity[] = [
  [
    'kelurahan',
    'extension',
    'pemilahan',
    'plastik organik',
    'pemilahan-sampah',
    'Ajakan memilah dari rumah',
    'Call to sort at home',
  ],
  [
    'rw-07',
    'organisation',
    'pemilahan',
    'plastik organik',
    'pemilahan-sampah',
    'Piket pilah tiap gang',
    'Sorting duty in each lane',
  ],
  [
    'dlh',
    'infrastructure',
    'pengumpulan',
    'organik',
    'wadah-sampah',
    'Ember dan gerobak organik',
    'Buckets and a cart for organic waste',
  ],
  [
    'bank-sampah',
    'service',
    'pengumpulan',
    'plastik',
    'tabungan-sampah',
    'Menimbang dan menabung tiap Sabtu',
    'Weighing and saving every Saturday',
  ],
  [
    'pengepul',
    'service',
    'pengumpulan',
    'plastik',
    'pengambilan-plastik',
    'Mengambil plastik dua minggu sekali',
    'Takes plastic every two weeks',
  ],
  [
    'dlh',
    'infrastructure',
    'pengolahan',
    'plastik',
    'mesin-cacah',
    'Pinjaman mesin cacah',
    'Loan of a shredder',
  ],
  [
    'bank-sampah',
    'service',
    'pengolahan',
    'plastik',
    'pencacahan',
    'Mencuci dan mencacah plastik',
    'Washes and shreds plastic',
  ],
  [
    'perajin',
    'service',
    'pembuatan',
    'plastik',
    'kerajinan-daur-ulang',
    'Membuat tas dan pot',
    'Makes bags and pots',
  ],
  [
    'pkk',
    'training',
    'pembuatan',
    'plastik',
    'kerajinan-daur-ulang',
    'Pelatihan kerajinan bagi kader',
    'Crafts training for cadres',
  ],
  [
    'dinkop-ukm',
    'training',
    'pembuatan',
    'plastik',
    'kerajinan-daur-ulang',
    'Pelatihan kerajinan bagi usaha kecil',
    'Crafts training for small businesses',
  ],
  [
    'kampus',
    'training',
    'pembuatan',
    'plastik',
    'kerajinan-daur-ulang',
    'Pelatihan kerajinan oleh mahasiswa',
    'Crafts training by students',
  ],
  [
    'pkk',
    'service',
    'pembuatan',
    'organik',
    'kompos-rumah',
    'Kompos rumahan untuk kebun PKK',
    'Home compost for the PKK garden',
  ],
  [
    'perajin',
    'service',
    'pemasaran',
    'plastik',
    'penjualan-kerajinan',
    'Berjualan pada hari bebas kendaraan',
    'Sells on car-free days',
  ],
  ['kampus', 'extension', 'kemampuan', '', 'pembukuan', 'Pendampingan pembukuan', 'Guidance in book-keeping'],
  ['koperasi', 'service', 'permodalan', '', 'pinjaman-usaha', 'Pinjaman usaha kecil', 'Small business loans'],
];

const EXPECTED = [
  [
    'toko-oleh-oleh',
    'plastik',
    'titip-jual',
    'Sediakan satu rak tetap untuk kerajinan warga',
    'Keep one shelf for residents’ crafts',
  ],
  [
    'karang-taruna',
    'organik',
    'pengomposan',
    'Olah sampah organik yang terkumpul',
    'Process the organic waste that is collected',
  ],
  ['koperasi', 'organik', 'penjualan-kompos', 'Jual kompos warga', 'Sell the residents’ compost'],
] as const;

/** What the second meeting changed: the young people take up composting, the shop its shelf. */
const SECOND: readonly ToldActivity[] = [
  [
    'karang-taruna',
    'service',
    'pengolahan',
    'organik',
    'pengomposan',
    'Rumah kompos Karang Taruna',
    'Compost house of Karang Taruna',
  ],
  [
    'toko-oleh-oleh',
    'service',
    'pemasaran',
    'plastik',
    'titip-jual',
    'Rak tetap kerajinan Antapani Kidul',
    'A shelf for crafts of Antapani Kidul',
  ],
];

const both = (id: string, en: string) => ({ id, en });

/** The map of the first meeting, in the format of the library. */
function firstMap(): string {
  return JSON.stringify({
    title: both('Dari sampah rumah ke kerajinan dan kompos', 'From household waste to crafts and compost'),
    place: both(VILLAGE, VILLAGE),
    date: '2026',
    stages: STAGES.map(([slug, id, en, chain]) => ({ slug, title: both(id, en), chain })),
    pillars: SIDES.map(([slug, id, en]) => ({ slug, title: both(id, en) })),
    clusters: CLUSTERS.map(([slug, id, en]) => ({ slug, title: both(id, en) })),
    components: COMPONENTS.map(([slug, id, en, pillar]) => ({ slug, title: both(id, en), pillar })),
    activities: FIRST.map(([component, kind, stage, clusters, topic, id, en]) => ({
      component,
      kind,
      stage,
      clusters: clusters.split(' ').filter(Boolean),
      topic,
      title: both(id, en),
    })),
    expectations: EXPECTED.map(([component, cluster, topic, id, en]) => ({
      component,
      clusters: [cluster],
      topic,
      what: both(id, en),
    })),
  });
}

/** The map of the story, for whoever goes on telling it. */
export type ToldMap = { readonly map: Id; readonly lurah: Actor };

/** The day on which the story stands. */
function todayIn(telling: Telling): string {
  return dayIn(telling.file.timeZone, telling.at(0));
}

function meetingOn(heldOn: string, attended: readonly string[], remarks: string) {
  return { heldOn, attended, others: '', remarks, forum: '', intervalDays: '183' };
}

/** The first meeting about the map of the one kelurahan that tells of it; undefined in other cities. */
export async function beginComponentMap(telling: Telling): Promise<ToldMap | undefined> {
  const village = telling.city.villages.find((one) => one.name === VILLAGE);
  if (!village) return undefined;
  await mapOnce(telling);
  const lurah = actorOf(telling, officerOf(telling.city, 'kelurahan', village.code, 'lurah'));
  const first = must(
    await startComponentMap(telling.runtime, lurah, {
      region: village.code,
      program: telling.program.id,
      title: '',
      meeting: meetingOn(
        todayIn(telling),
        ['kelurahan', 'dlh', 'rw-07', 'bank-sampah', 'pkk', 'perajin'],
        'Tiga pihak memberi pelatihan kerajinan yang sama. Sampah organik terkumpul tetapi belum diolah. Karang Taruna diminta memikirkan rumah kompos.',
      ),
      from: { text: firstMap(), copy: 'as-it-is' },
    }),
  );
  await change(telling, lurah, first.meeting, linksOf(telling, village));
  must(await closeMeeting(telling.runtime, lurah, { meeting: first.meeting, version: undefined }));
  return { map: first.map, lurah };
}

/** Another kelurahan mapped its cooks once and has not looked since: its page warns. */
async function mapOnce(telling: Telling): Promise<void> {
  const village = telling.city.villages.find((one) => one.name === ONCE);
  if (!village) return;
  const lurah = actorOf(telling, officerOf(telling.city, 'kelurahan', village.code, 'lurah'));
  const { meeting } = must(
    await startComponentMap(telling.runtime, lurah, {
      region: village.code,
      program: '',
      title: 'Kuliner rumahan Karang Pamulang',
      meeting: {
        ...meetingOn(todayIn(telling), [], 'Disepakati bertemu tiap bulan untuk melihat izin dan pemasaran.'),
        others: `Kelurahan ${ONCE}\nPKK ${ONCE}\nKelompok usaha kuliner`,
        intervalDays: '31',
      },
      from: {
        stages: 'Bahan baku\nPengolahan\nPengemasan dan izin\nPemasaran',
        clusters: 'Makanan ringan',
        // A city in which companies give has them among the pillars of its programmes.
        pillars: telling.file.giving ? '' : 'Dunia usaha',
      },
    }),
  );
  const pkk = officerOf(telling.city, 'pkk', village.code, 'chair').organization.id;
  const kitchen = { stage: 'pengolahan', clusters: ['makanan-ringan'] };
  await change(telling, lurah, meeting, [
    { make: 'component', fields: { title: '', pillar: 'community', organization: pkk } },
    {
      make: 'component',
      fields: {
        title: 'Kelompok usaha kuliner',
        pillar: telling.file.giving ? 'business' : 'dunia-usaha',
        organization: '',
      },
    },
    { make: 'component', fields: { title: 'Puskesmas', pillar: 'government', organization: '' } },
    {
      make: 'activity',
      fields: {
        ...kitchen,
        component: 'kelompok-usaha-kuliner',
        title: 'Memasak di dapur rumah',
        kind: 'service',
        topic: 'produksi',
      },
    },
    {
      make: 'activity',
      fields: {
        ...kitchen,
        component: 'pkk-karang-pamulang',
        title: 'Pelatihan dapur bersih',
        kind: 'training',
        topic: 'dapur-bersih',
      },
    },
    {
      make: 'activity',
      fields: {
        ...kitchen,
        stage: 'pengemasan-dan-izin',
        component: 'puskesmas',
        title: 'Penyuluhan keamanan pangan',
        kind: 'extension',
        topic: 'keamanan-pangan',
      },
    },
    {
      make: 'activity',
      fields: {
        ...kitchen,
        stage: 'pemasaran',
        component: 'kelompok-usaha-kuliner',
        title: 'Berjualan pesan-antar',
        kind: 'service',
        topic: 'penjualan',
      },
    },
  ]);
  must(await closeMeeting(telling.runtime, lurah, { meeting, version: undefined }));
}

/** The second meeting: one gap closes, another is named. */
export async function renewComponentMap(telling: Telling, told: ToldMap | undefined): Promise<void> {
  if (!told) return;
  const { map, lurah } = told;
  const second = must(
    await openMeeting(telling.runtime, lurah, {
      map,
      meeting: meetingOn(
        todayIn(telling),
        ['kelurahan', 'rw-07', 'karang-taruna', 'bank-sampah', 'perajin', 'toko-oleh-oleh', 'kampus'],
        'Rumah kompos mulai berjalan. Kompos menumpuk karena belum ada yang menjual; koperasi ditunggu pada rapat berikutnya.',
      ),
    }),
  );
  await change(telling, lurah, second.meeting, SECOND.map(asChange));
  must(await closeMeeting(telling.runtime, lurah, { meeting: second.meeting, version: undefined }));
}

/** The third meeting sits today: the cooperative offers to sell the compost. */
export async function meetOnComponentMap(telling: Telling, told: ToldMap | undefined): Promise<void> {
  if (!told) return;
  const { map, lurah } = told;
  telling.at(0.995);
  const third = must(
    await openMeeting(telling.runtime, lurah, {
      map,
      meeting: meetingOn(todayIn(telling), ['kelurahan', 'koperasi', 'pkk', 'dinkop-ukm'], ''),
    }),
  );
  await change(telling, lurah, third.meeting, [
    asChange([
      'koperasi',
      'service',
      'pemasaran',
      'organik',
      'penjualan-kompos',
      'Menjual kompos di kios koperasi',
      'Sells compost at the cooperative’s stall',
    ]),
  ]);
  telling.say('  2 component maps, 3 meetings closed and 1 open');
}

function asChange([component, kind, stage, clusters, topic, title, titleEn]: ToldActivity): AskedChange {
  return {
    make: 'activity',
    fields: { component, kind, stage, clusters: clusters.split(' ').filter(Boolean), topic, title, titleEn },
  };
}

/** Components that are institutions of the kelurahan, linked to them. */
function linksOf(telling: Telling, village: DemoVillage): AskedChange[] {
  return COMPONENTS.flatMap(([slug, title, titleEn, pillar, kind]): AskedChange[] => {
    if (kind === null) return [];
    const region = kind === 'rw' ? village.neighbourhoods[6]?.code : village.code;
    const office = kind === 'kelurahan' ? 'lurah' : 'chair';
    const organization = officerOf(telling.city, kind, region ?? village.code, office).organization.id;
    return [{ make: 'component', slug, fields: { title, titleEn, pillar, organization } }];
  });
}

async function change(
  telling: Telling,
  who: Actor,
  meeting: Id,
  changes: readonly AskedChange[],
): Promise<void> {
  for (const one of changes) {
    const seen = await telling.runtime.read(telling.tenant, (tx) => meetingById(tx, meeting));
    must(await changeComponentMap(telling.runtime, who, { meeting, version: seen?.version, change: one }));
  }
}
