import { ownEntry } from '#kernel/own-entry.ts';
import type { ModelProblem } from '#modules/models/index.ts';
import type { Locale } from '#paraglide/runtime.js';

/**
 * What is wrong in a model, in Indonesian: patterns of the sentences in which `modules/models` says it, each with its
 * translation, in which `$1` is what the sentence names. That none is missing is checked against the source.
 */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  // names that stand for nothing, or twice
  [/^"(.+)" is listed twice$/, '“$1” disebut dua kali'],
  [/^"(.+)" is not listed under (.+)$/, '“$1” tidak terdaftar pada bagian $2'],
  [/^"(.+)" has no office "(.+)"$/, '“$1” tidak mempunyai jabatan “$2”'],
  [/^"(.+)" has no seat "(.+)"$/, '“$1” tidak mempunyai kursi “$2”'],
  [/^"(.+)" is a kind of party already$/, '“$1” sudah menjadi jenis pihak'],
  [/^no kind of party has the office "(.+)"$/, 'tidak ada jenis pihak yang mempunyai jabatan “$1”'],
  [/^"(.+)" has none of these offices$/, '“$1” tidak mempunyai satu pun jabatan ini'],
  [/^no step before this one is called "(.+)"$/, 'tidak ada jenjang sebelumnya yang bernama “$1”'],
  [/^no measure is called "(.*)"; there are: (.+)$/, 'tidak ada ukuran bernama “$1”; yang ada: $2'],
  [
    /^is what people are called who come for themselves$/,
    'nama ini dipakai bagi perorangan yang datang untuk diri sendiri',
  ],
  [
    /^"(.+)" is not counted of a place, and a programme is one of a place$/,
    'ukuran “$1” tidak dihitung menurut tempat, sedangkan program berlaku di suatu tempat',
  ],
  [
    /^says either a proof or the offices that state it$/,
    'sebutkan salah satu: bukti dari catatan (proof) atau jabatan yang menyatakannya',
  ],
  [
    /^what institutions bring is for everybody anyway$/,
    'yang diajukan lembaga memang terbuka bagi semua; openly hanya untuk perorangan',
  ],
  [
    /^it is sent in one step: costs as one amount, no contributions, no point on the map$/,
    'ini dikirim sekali jalan: biaya satu jumlah (costs: total), tanpa swadaya dan tanpa titik peta',
  ],
  [
    /^whoever lets an institution in speaks for it, and has to sign in$/,
    'siapa yang mendaftarkan lembaga akan mewakilinya, jadi harus punya akun',
  ],
  [
    /^no proposal that lets "(.+)" in asks for "(.+)" as figures$/,
    'tidak ada pendaftaran “$1” yang menanyakan “$2” sebagai deret angka (type: digits)',
  ],
  [
    /^an institution is spoken for by its officers$/,
    'yang berbicara bagi lembaga adalah pengurusnya; ini hanya untuk perorangan',
  ],
  [
    /^what was recorded of money is examined by others$/,
    'catatan uang diperiksa oleh pihak lain, bukan lembaga sendiri',
  ],
  [
    /^nobody is owed an answer by themselves: what is late is the thing$/,
    'jenjang di lembaga sendiri tidak bertenggat: yang terlambat adalah laporannya',
  ],
  [/^goes with "about: programme" alone$/, 'hanya untuk laporan tentang programnya (about: programme)'],
  [
    /^has to be a step of its route that accepts, always$/,
    'harus menyebut jenjang pada jalurnya yang menyetujui, tanpa syarat (when)',
  ],
  [
    /^goes with "plans": which lines, about what, where$/,
    'memerlukan plans: baris mana, tentang apa, di mana',
  ],
  [
    /^has to be a step of its route that accepts and returns$/,
    'harus menyebut jenjang pada jalurnya yang menyetujui dan mengembalikan',
  ],
  // awards and sanctions
  [
    /^"(.+)" is not counted of an institution, and an award goes to one$/,
    'ukuran “$1” tidak dihitung menurut lembaga, sedangkan penghargaan diberikan kepada lembaga',
  ],
  [/^is the figure that gives nothing as well$/, 'angka ini juga yang tidak memberi nilai apa pun (none)'],
  [/^beside "best" nothing is given for 0 alone$/, 'bersama “best”, angka tanpa nilai (none) hanya boleh 0'],
  [
    /^says how much the records decide where jurors mark it as well, and only there$/,
    'records ditulis bila aspek dinilai catatan dan juri sekaligus, dan hanya pada aspek itu',
  ],
  [/^the weights make up (.+) of 1000$/, 'jumlah bobotnya $1, seharusnya 1000'],
  [/^no aspect is called "(.+)"$/, 'tidak ada aspek bernama “$1”'],
  [
    /^"(.+)" keeps the round, and does not set its result as well$/,
    '“$1” mengelola putarannya, jadi tidak menetapkan hasilnya juga',
  ],
  [
    /^"(.+)" decides "(.+)": an appeal goes to another office$/,
    '“$1” memutuskan “$2”: keberatan diputus jabatan lain',
  ],
  // sections that need another
  [/^needs the section "(.+)"$/, 'memerlukan bagian “$1”'],
  [
    /^one about an activity has to settle its money \(effect: settles\)$/,
    'salah satu laporan kegiatan harus menutup dananya (effect: settles)',
  ],
  [/^"(.+)" settles the money of an activity already$/, '“$1” sudah menutup dana kegiatan'],
  [
    /^no entry of the catalogue has "(.+)" as its nature or id$/,
    'tidak ada isi katalog dengan sifat atau id “$1”',
  ],
  [/^brings no proposals$/, 'tidak membawa usulan apa pun'],
  [/^no entry of the catalogue for "(.+)"$/, 'katalog tidak mempunyai isi bagi “$1”'],
  [/^"(.+)" has nothing in the purse "(.+)"$/, '“$1” tidak mempunyai apa-apa dalam kas “$2”'],
  [/^the purse "(.+)" pays: it has to say how much$/, 'kas “$1” yang membayar: biayanya harus disebut'],
  // proposals
  [
    /^all but the place is public: what people are asked for themselves belongs under fields; nothing is asked with asks: \[\]$/,
    'selain tempat semuanya terbuka: yang ditanyakan kepada perorangan ditulis pada fields; tanpa pertanyaan: asks: []',
  ],
  [/^only what funds grants an amount$/, 'hanya putusan yang mendanai menetapkan nilai'],
  [
    /^persons carry out nothing, and the model has activities$/,
    'perorangan tidak melaksanakan kegiatan, sedangkan model ini mempunyai kegiatan',
  ],
  [
    /^only what persons ask for, a route decides on and nothing is paid for lets an institution in$/,
    'lembaga hanya dapat diterima lewat permintaan perorangan yang diputuskan jenjang dan tidak dibayar',
  ],
  [
    /^the name has to be a field of its own: a text that is required and not personal$/,
    'namanya harus pertanyaan sendiri: teks yang wajib diisi dan tidak pribadi',
  ],
  [
    /^everybody reads lines: what is about somebody belongs in a field of its own$/,
    'baris rincian dibaca semua orang: yang menyangkut seseorang ditulis sebagai pertanyaan sendiri',
  ],
  [/^photos are not among what it asks$/, 'foto tidak termasuk yang ditanyakan'],
  [
    /^has to be a choice of several fields of the catalogue that is not personal$/,
    'harus pilihan beberapa bidang katalog yang tidak pribadi',
  ],
  [
    /^has to be a place of the level district that is not personal$/,
    'harus tempat pada tingkat district yang tidak pribadi',
  ],
  [/^only a body meets regularly$/, 'hanya badan yang bersidang secara berkala'],
  [/^documents are not among what it asks$/, 'dokumen tidak termasuk yang ditanyakan'],
  [
    /^no forum passes anything on outside the programme by "(.+)"$/,
    'tidak ada musyawarah yang meneruskan ke luar program dengan “$1”',
  ],
  [/^"(.+)" is a step of its route$/, '“$1” sudah menjadi langkah jalannya'],
  [
    /^everybody sees the steps: what is personal decides on none$/,
    'langkah dilihat semua orang: yang pribadi tidak menentukannya',
  ],
  [/^has to be a choice among its fields$/, 'harus salah satu pertanyaan pilihan pada fields'],
  [/^"(.+)" is not among the options of "(.+)"$/, '“$1” tidak ada di antara pilihan “$2”'],
  [
    /^above what, about what, or answered how\?$/,
    'di atas nilai berapa, tentang apa, atau dengan jawaban apa?',
  ],
  [/^nothing is answered to what was recorded of money$/, 'catatan uang tidak mempunyai pertanyaan'],
  [/^it does not say what it costs$/, 'biayanya tidak disebut'],
  [
    /^a person has no offices and is of no kind of party$/,
    'perorangan tidak mempunyai jabatan dan bukan jenis pihak',
  ],
  [/^a kind of party, or persons: true$/, 'tulis jenis pihak, atau persons: true'],
  [/^the offices that speak for it$/, 'sebutkan jabatan yang mewakilinya'],
  [
    /^an override names who may, and nothing else does$/,
    'hanya pengecualian (override) yang menyebut siapa yang boleh',
  ],
  [
    /^open to takers is what a route alone accepts and no purse pays for$/,
    'yang terbuka bagi peminat hanya usulan yang diputuskan jenjang dan tidak dibayar kas',
  ],
  [
    /^the form of help has to be a choice among its fields$/,
    'bentuk bantuan harus pertanyaan pilihan pada fields',
  ],
  [
    /^whom it is addressed to has to be an institution among its fields$/,
    'yang dituju harus pertanyaan lembaga pada fields',
  ],
  [
    /^a weight for the form of help, and no field that says it$/,
    'bentuk bantuan diberi bobot, tetapi tidak ada pertanyaannya (form)',
  ],
  [
    /^a weight for fields that lag behind, and no targets$/,
    'bidang tertinggal diberi bobot, tetapi sasarannya (targets) belum ada',
  ],
  [/^"(.+)" stands within another entry$/, '“$1” berada di dalam isi katalog lain'],
  [/^"(.+)" brings no proposals of kind "(.+)"$/, '“$1” tidak membawa usulan jenis “$2”'],
  [/^the weights do not add up to the whole \(1000\)$/, 'jumlah bobot belum genap 1000'],
  // routes and clocks
  [
    /^nobody accepts at its end, and no forum decides$/,
    'tidak ada yang menyetujui di ujungnya, dan tidak ada musyawarah yang memutuskan',
  ],
  [
    /^none of them stands over a whole (.+), for which (.+)$/,
    'tidak satu pun membawahi satu $1 penuh, sedangkan itu cakupan $2',
  ],
  [/^none of them stands over a whole (.+)$/, 'tidak satu pun membawahi satu $1 penuh'],
  [
    /^what is filed for a whole (.+) is answered above a (.+)$/,
    'yang dilaporkan bagi satu $1 dijawab lebih tinggi daripada $2',
  ],
  [
    /^what was recorded of money is accepted or refused$/,
    'catatan dana disetujui atau ditolak, tidak dikembalikan',
  ],
  [
    /^nobody waits for a step that may not accept$/,
    'jenjang yang tidak boleh menyetujui tidak ditunggu siapa pun',
  ],
  [
    /^whoever recorded it does not examine it: "author"$/,
    'yang mencatat tidak boleh memeriksanya sendiri: tambahkan “author”',
  ],
  [
    /^nobody waits for a step that may not accept, so it has no clock$/,
    'jenjang yang tidak boleh menyetujui tidak ditunggu, jadi tidak mempunyai tenggat',
  ],
  [
    /^needs "within": there is no clock to run over$/,
    'memerlukan “within”: belum ada tenggat yang dapat terlampaui',
  ],
  [
    /^needs "within": there is no clock that could stand$/,
    'memerlukan “within”: belum ada tenggat yang dapat berhenti',
  ],
  [/^no step of this route may return anything$/, 'tidak ada jenjang di sini yang boleh mengembalikan'],
  [/^a day that every year has$/, 'harus tanggal yang ada pada setiap tahun'],
  [/^one of after, every and on$/, 'tulis salah satu saja: after, every, atau on'],
  [/^one of workingDays, days and months$/, 'tulis salah satu saja: workingDays, days, atau months'],
  [/^goes with "on" alone$/, 'hanya dipakai bersama “on”'],
  [/^"on" names the day itself$/, '“on” sudah menyebut tanggalnya'],
  [/^says not within what time$/, 'belum menyebut dalam waktu berapa lama (within)'],
  [
    /^events happen to activities: use "every" or "on"$/,
    'peristiwa terjadi pada kegiatan: pakai “every” atau “on”',
  ],
  // filings
  [/^names parties or offices$/, 'sebutkan pihak atau jabatan'],
  [
    /^what is about an activity is filed by whoever carries it out$/,
    'laporan kegiatan dibuat oleh pelaksananya',
  ],
  [
    /^what is about an activity is due after an event of it$/,
    'laporan kegiatan jatuh tempo setelah peristiwa kegiatan itu',
  ],
  [/^who files what is about (.+)\?$/, 'siapa yang membuat laporan ini? (by)'],
  [/^names the kinds of parties that file about themselves$/, 'sebutkan jenis pihak yang melaporkan dirinya'],
  [/^names the offices that file about the programme$/, 'sebutkan jabatan yang melaporkan program'],
  [/^only what is about an activity settles its money$/, 'hanya laporan kegiatan yang menutup dananya'],
  [
    /^records are those of an activity, which this is not about$/,
    'catatan adalah milik kegiatan, sedangkan laporan ini bukan tentang kegiatan',
  ],
  // forums
  [/^a circle: (.+)$/, 'berputar: $1'],
  [
    /^"(.+)" is held over a (.+), and a whole (.+) does not lie in one$/,
    '“$1” berlaku bagi satu $2, dan satu $3 penuh tidak terletak di dalamnya',
  ],
  [
    /^no proposals come to it: none are brought there, and no forum passes any on to it$/,
    'tidak ada usulan yang sampai ke sini: tidak ada yang dibawa, dan tidak ada musyawarah yang meneruskannya',
  ],
  [
    /^neither this forum nor one that it passes on to could grant anything$/,
    'musyawarah ini dan terusannya tidak dapat mendanai apa pun',
  ],
  [
    /^neither this forum nor one that it passes on to could accept anything$/,
    'musyawarah ini dan terusannya tidak dapat menyetujui apa pun',
  ],
  [
    /^"(.+)"( on its way)? funds what it agrees to, and no purse pays$/,
    '“$1” mendanai yang disetujui, padahal tidak ada kas yang membayar',
  ],
  [/^a roll and its share go together$/, 'roll dan share harus ditulis bersama'],
  [
    /^nobody is invited who could give a power$/,
    'belum ada unsur yang diundang (invited) untuk memberi kuasa',
  ],
  [
    /^"(.+)" does not stand at the places of this roll$/,
    '“$1” tidak berkedudukan di tempat yang dihitung daftar ini',
  ],
  [/^either share or atLeast$/, 'tulis salah satu: share atau atLeast'],
  [/^either share or moreThan$/, 'tulis salah satu: share atau moreThan'],
  [/^either elements or seats$/, 'tulis salah satu: elements atau seats'],
  [/^either at or by$/, 'tulis salah satu: at atau by'],
  [
    /^only what escalates is passed on to another forum$/,
    'hanya hasil yang diteruskan (escalate) menyebut musyawarah lain',
  ],
  [
    /^points and ballots with points go together$/,
    'points ditulis bila ada surat suara dengan poin, dan sebaliknya',
  ],
  [/^together more than the whole \(1000\)$/, 'jumlahnya lebih dari keseluruhan (1000)'],
  [
    /^a forum by a body has its quorum by seats, any other by elements$/,
    'kuorum musyawarah sebuah badan dihitung dari kursi (seats), yang lain dari unsur (elements)',
  ],
  // purses
  [
    /^who records what the giver spent, and who examines it\?$/,
    'siapa yang mencatat belanja pemberi, dan siapa yang memeriksanya?',
  ],
  [/^goes with "(.+)"$/, 'hanya dipakai bersama “$1”'],
  [/^owes nothing$/, 'tidak mewajibkan apa pun: jumlahnya nol'],
  [
    /^the (tranches|shares) do not add up to the whole \(1000\)$/,
    'jumlah bagiannya bukan keseluruhan (1000)',
  ],
  [
    /^a purse is either of kinds of parties or the fund of the programme$/,
    'kas adalah milik jenis pihak (of) atau dana program (fund), salah satu',
  ],
  [
    /^a fund belongs to nobody who could spend it$/,
    'dana program bukan milik pihak yang dapat membelanjakannya',
  ],
  [
    /^nothing is paid out of what the giver spends itself$/,
    'yang dibelanjakan sendiri oleh pemberi tidak dicairkan',
  ],
  [/^only a fund is paid into$/, 'hanya dana program (fund) yang dapat menerima setoran'],
  [/^nothing is given to it$/, 'tidak ada yang diberikan kepadanya'],
  [/^holds nothing, and nobody pays in$/, 'tidak berisi apa pun, dan tidak ada yang menyetor'],
  // fields, goals and single values
  [/^less than the least$/, 'kurang dari batas bawahnya'],
  [/^before the earliest$/, 'sebelum tanggal yang paling awal'],
  [
    /^"(.+)" is not counted of a place, and a goal is one of a place$/,
    'ukuran “$1” tidak dihitung bagi tempat, sedangkan sasaran berlaku bagi tempat',
  ],
  [/^says either atLeast or atMost$/, 'tulis salah satu: atLeast atau atMost'],
  [/^a share is in per mille: 1000 is the whole$/, 'bagian ditulis per seribu: 1000 adalah keseluruhan'],
  [/^lower-case letters, digits and hyphens$/, 'hanya huruf kecil, angka, dan tanda hubung'],
  [/^an office, or a seat as body\/seat$/, 'tulis jabatan, atau kursi sebagai badan/kursi'],
  [/^a year, or year\.number$/, 'tulis tahun, atau tahun.nomor'],
  [/^a SHA-256 as 64 digits and letters$/, 'sidik jari SHA-256: 64 angka dan huruf'],
  [
    /^a field, or a column as field\.column$/,
    'tulis isian, atau kolom rincian sebagai isian.kolom, misalnya rincian.biaya',
  ],
  [/^a field of the filing as field\.key$/, 'tulis isian laporan itu sebagai field.kunci'],
  [
    /^goes with "every" or "on": an event has its own day$/,
    'berlaku dengan "every" atau "on": peristiwa mempunyai harinya sendiri',
  ],
  [/^what is due after an event has no period$/, 'yang jatuh tempo sesudah suatu peristiwa tidak bermasa'],
  [/^names no lines of this filing$/, 'tidak menyebut rincian laporan ini'],
  [/^has to be a required column of type (.+)$/, 'harus berupa kolom berjenis $1 yang wajib diisi'],
  [
    /^an institution plans in what it files about itself$/,
    'lembaga merencanakan dalam laporan tentang dirinya sendiri',
  ],
  [
    /^has to be the filing that settles the money of an activity$/,
    'harus laporan yang menutup dana kegiatan (effect: settles)',
  ],
  [/^has to be a number of that filing$/, 'harus berupa angka dari laporan itu'],
  [/^has to be a day that is required$/, 'harus berupa tanggal yang wajib diisi'],
  [
    /^nothing is written where money is owed$/,
    'iuran tidak berisi isian: tenggatnya tidak dapat mengikutinya',
  ],
  [/^a day as YYYY-MM-DD$/, 'tulis tanggal sebagai TTTT-BB-HH, misalnya 2026-03-31'],
  [/^MM-DD$/, 'tulis bulan dan tanggal sebagai BB-HH, misalnya 03-31'],
  [/^must rise$/, 'harus makin besar'],
  [/^must end at 100$/, 'harus berakhir pada 100'],
  [/^has no (.+)$/, 'belum mempunyai $1'],
  [
    /^goes with "effect: pledges": which field holds the amount, and for which purse$/,
    'dipakai bersama “effect: pledges”: isian mana yang memuat jumlahnya, dan untuk kas mana',
  ],
  [
    /^an institution pledges in what it files about itself$/,
    'lembaga menjanjikan dana dalam laporan tentang dirinya sendiri',
  ],
  [/^has to be an amount in rupiah that is required$/, 'harus isian jumlah rupiah yang wajib diisi'],
  [/^either an amount or pledged$/, 'tulis salah satu: jumlahnya, atau pledged'],
  [/^above what, or about what\?$/, 'di atas jumlah berapa, atau tentang isi katalog apa?'],
  [/^money is about no entry of the catalogue$/, 'catatan dana tidak tentang isi katalog'],
  [
    /^"(.+)" is held over a (.+), and what (.+) for a whole (.+) does not lie in one$/,
    '“$1” berlaku bagi satu $2, dan yang dibawa $3 bagi satu $4 penuh tidak terletak di dalamnya',
  ],
  [/^persons bring$/, 'perorangan'],
  [/^"(.+)" brings$/, '“$1”'],
  [
    /^who records what is paid out of the purses, and who examines it\? \(disbursement\)$/,
    'siapa yang mencatat pencairan dari kas, dan siapa yang memeriksanya? (disbursement)',
  ],
  [/^no purse is paid through the city's cash$/, 'tidak ada kas yang dicairkan lewat kas kota'],
  [/^"(.+)" holds no pledges of all who file this$/, '“$1” tidak menampung janji semua yang melaporkannya'],
  [/^no filing of "(.+)" pledges for it$/, 'tidak ada laporan “$1” yang menjanjikan dananya'],
  [
    /^the forum "(.+)" decides: until then a step may return it, and nothing else$/,
    'musyawarah “$1” yang memutuskan: sebelum itu jenjang hanya boleh mengembalikan',
  ],
  [/^nobody could say that it leaves$/, 'tidak ada yang dapat menyatakan bahwa ia keluar'],
  [
    /^others wait for what the office "(.+)" answers: it cannot leave$/,
    'yang lain menunggu jawaban jabatan “$1”: pihak ini tidak dapat keluar',
  ],
  // the file itself
  [/^larger than 1 MB$/, 'berkas lebih besar dari 1 MB'],
  [/^brackets nest deeper than (\d+)$/, 'kurung bersarang lebih dalam dari $1 tingkat'],
  [/^the key "(.+)" stands twice$/, 'kunci “$1” tertulis dua kali'],
  [/^aliases grow beyond measure$/, 'rujukan dalam berkas berlipat tanpa batas'],
  // what the schema says of a value
  [/^is missing: (.+)$/, 'belum ditulis ($1)'],
  [
    /^a figure where a text is wanted: write it in quotes$/,
    'angka, padahal seharusnya teks: apit dengan tanda kutip',
  ],
  [/^has to be (.+), not: (.+)$/, 'seharusnya $1, tertulis $2'],
  [/^Invalid input: expected (.+)$/, 'harus $1'],
  [/^Invalid option: expected one of (.+)$/, 'pilih salah satu: $1'],
  [/^nobody knows this key here$/, 'kunci ini tidak dikenal di sini'],
  [/^Too small: expected array to have >=(\d+) items$/, 'sedikitnya $1 isi'],
  [/^Too small: expected string to have >=(\d+) characters$/, 'sedikitnya $1 huruf'],
  [/^Too small: expected \w+ to be >=?(-?\d+)$/, 'sedikitnya $1'],
  [/^Too big: expected string to have <=(\d+) characters$/, 'paling banyak $1 huruf'],
  [/^Too big: expected array to have <=(\d+) items$/, 'paling banyak $1 isi'],
  [/^Too big: expected \w+ to be <=?(-?\d+)$/, 'paling banyak $1'],
  [/^Invalid discriminator value\. Expected (.+)$/, 'pilih salah satu: $1'],
  [/^Invalid input$/, 'bentuknya tidak cocok dengan satu pun yang dikenal'],
];

/** Words that the schema uses for kinds of values and levels. */
const VALUES: Readonly<Record<string, string>> = {
  'a text': 'teks',
  'a number': 'angka',
  'a whole number': 'bilangan bulat',
  'true or false': 'true atau false',
  'a list': 'daftar',
  'a group of keys': 'kelompok isian',
  nothing: 'kosong',
  province: 'provinsi',
  regency: 'kota atau kabupaten',
  district: 'kecamatan',
  village: 'kelurahan',
  neighbourhood: 'RW',
};

/** A mistake as somebody reads it in their language; `known` is false where only its English sentence is there. */
export function wordModelProblem(
  { message, path }: Pick<ModelProblem, 'message' | 'path'>,
  locale: Locale,
): { readonly text: string; readonly known: boolean } {
  if (locale === 'en') return { text: message, known: true };
  for (const [pattern, words] of SENTENCES) {
    const found = pattern.exec(message);
    if (found)
      return {
        text: words.replaceAll(/\$(\d)/g, (_, i: string) => plain(found[Number(i)] ?? '')),
        known: true,
      };
  }
  // What has no path is said by the reader of YAML.
  return path === ''
    ? {
        text: 'tidak terbaca sebagai YAML: periksa jorokan, titik dua, kurung, dan tanda kutip di baris ini',
        known: true,
      }
    : { text: message, known: false };
}

function plain(named: string): string {
  if (named === 'persons bring') return 'perorangan';
  if (named === 'it is') return 'seluruh program';
  const bringer = /^"(.+)" brings$/.exec(named)?.[1];
  if (bringer !== undefined) return `“${bringer}”`;
  return ownEntry(VALUES, named) ?? named.replaceAll('"|"', ', ').replaceAll('"', '');
}
