import { NOTE_CODES, type NoteCode, type ReadingNote } from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';

type Sentence = (count: number, names: string) => string;

/** What each note says, of pages and command line alike, so without compiled messages. `names` may be empty. */
const NOTES: Readonly<Record<Language, Readonly<Record<NoteCode, Sentence>>>> = {
  id: {
    'encoding-assumed': () => 'Bukan UTF-8 dan tidak menyebut pengodeannya: dibaca sebagai Windows-1252.',
    'direction-assumed': (n) => `Berkas tidak menyebut arah ikatan: ${n} ikatan dibaca tanpa arah.`,
    'direction-inferred': (n, names) =>
      names === 'directed'
        ? `Berkas tidak menyebut arah: ${n} ikatan dibaca berarah, karena tidak semuanya berbalas sama kuat.`
        : `Berkas tidak menyebut arah: ${n} ikatan dibaca tanpa arah, karena semuanya berbalas sama kuat.`,
    'direction-overridden': (n, names) =>
      names === 'directed'
        ? `${n} ikatan dibaca berarah seperti diminta, meskipun berkas menyebut lain.`
        : `${n} ikatan dibaca tanpa arah seperti diminta, meskipun berkas menyebut lain.`,
    'direction-not-kept': (n) =>
      `Jejaring wilayah tidak memakai arah: ${n} ikatan berarah disimpan tanpa arahnya.`,
    'attributes-not-kept': (n, names) => `${n} data tentang aktor tidak disimpan: ${names}.`,
    'no-header': (_, names) => `Tanpa baris judul: baris pertama (${names}) dibaca sebagai ikatan.`,
    'header-in-comment': (_, names) => `Judul kolom diambil dari baris komentar: ${names}.`,
    comments: (n) => `${n} baris komentar dilewati.`,
    'columns-left-out': (n, names) => `Kolom tanpa tempat pada ikatan tidak dipakai: ${names} (${n} isian).`,
    'fields-left-out': (n, names) => `Data tanpa tempat pada ikatan tidak dipakai: ${names} (${n} isian).`,
    'values-left-out': (n, names) =>
      `${n} nilai tidak dipakai (${names}): tidak diketahui, atau sudah diganti nilai yang lebih baru.`,
    'strength-missing': (n) => `${n} ikatan tanpa kekuatan dihitung 1.`,
    'zero-ties': (n) => `${n} baris berkekuatan 0 bukan ikatan dan dilewati.`,
    'years-as-days': (n) =>
      `${n} tahun atau bulan dibaca sebagai tanggal: awal pada hari pertamanya, akhir pada hari terakhirnya.`,
    'times-left-out': (n) => `${n} waktu yang bukan tanggal tidak dipakai.`,
    'hyperedges-left-out': (n) => `${n} ikatan lebih dari dua aktor (hyperedge) tidak dipakai.`,
    'nested-graphs': (n) => `${n} jaringan di dalam jaringan dibaca bersama jaringan di luarnya.`,
    'graphs-left-out': (n, names) => `${n} jaringan lain dalam berkas tidak dipakai: ${names}.`,
    'graphs-united': (n, names) =>
      `${n} jaringan dalam berkas disatukan; namanya menjadi bentuk ikatan: ${names}.`,
    'relations-united': (n, names) => `${n} relasi dibaca bersama sebagai bentuk ikatan: ${names}.`,
    'two-mode': (n, names) =>
      `Jaringan dua jenis aktor: ${names} baris dan ${n} kolom. Kepadatan dan ukuran lain menghitung juga pasangan yang tidak mungkin terikat.`,
    projected: (n, names) =>
      names === 'rows'
        ? `Diproyeksikan pada baris: dua aktor terikat sekuat kesamaan kolomnya; ${n} kolom tidak lagi menjadi aktor.`
        : `Diproyeksikan pada kolom: dua aktor terikat sekuat kesamaan barisnya; ${n} baris tidak lagi menjadi aktor.`,
    'loops-dropped': (n) => `${n} ikatan dengan diri sendiri dilewati.`,
    'loops-kept': (n) => `${n} ikatan dengan diri sendiri disimpan; tidak ada ukuran yang menghitungnya.`,
    'parallel-merged': (n, names) => `${n} ikatan ganda digabungkan, antara lain: ${names}.`,
    'labels-repeated': (n) => `Nama aktor kosong atau berulang: ${n} aktor disebut menurut nomornya.`,
    'sections-left-out': (n, names) => `${n} bagian tidak dipakai: ${names}.`,
    'actors-from-table': (n, names) => `${n} aktor hanya ada dalam daftar aktor, tanpa ikatan: ${names}.`,
    'actors-not-in-table': (n, names) => `${n} aktor tidak ada dalam daftar aktor: ${names}.`,
  },
  en: {
    'encoding-assumed': () => 'Not UTF-8, and the file names no encoding: read as Windows-1252.',
    'direction-assumed': (n) => `The file does not say which way ties run: ${tiesAre(n)} read as undirected.`,
    'direction-inferred': (n, names) =>
      names === 'directed'
        ? `The file does not say which way ties run: ${tiesAre(n)} read as directed, because not all are answered with the same strength.`
        : `The file does not say which way ties run: ${tiesAre(n)} read as undirected, because all are answered with the same strength.`,
    'direction-overridden': (n, names) =>
      `${tiesAre(n)} read as ${names} as asked, although the file says otherwise.`,
    'direction-not-kept': (n) =>
      `The network of an area has no directions; directed ties kept without theirs: ${n}.`,
    'attributes-not-kept': (n, names) => `Facts about actors that are not kept (${n}): ${names}.`,
    'no-header': (_, names) => `No header: the first line (${names}) is read as a tie.`,
    'header-in-comment': (_, names) => `The names of columns are those of a comment: ${names}.`,
    comments: (n) => `Lines of comment passed over: ${n}.`,
    'columns-left-out': (n, names) =>
      `Columns that have no place in a tie are left out (values: ${n}): ${names}.`,
    'fields-left-out': (n, names) =>
      `Data that have no place in a tie are left out (values: ${n}): ${names}.`,
    'values-left-out': (n, names) => `Values left out, not known or followed by later ones (${n}): ${names}.`,
    'strength-missing': (n) => `Ties without a strength, which count 1: ${n}.`,
    'zero-ties': (n) => `Lines of strength 0, which are no ties: ${n}.`,
    'years-as-days': (n) =>
      `Years and months read as days, a beginning as the first, an end as the last: ${n}.`,
    'times-left-out': (n) => `Times left out that are no dates: ${n}.`,
    'hyperedges-left-out': (n) => `Ties of more than two actors (hyperedges) left out: ${n}.`,
    'nested-graphs': (n) => `Networks inside a network, read with the one around them: ${n}.`,
    'graphs-left-out': (n, names) => `Further networks of the file left out (${n}): ${names}.`,
    'graphs-united': (n, names) =>
      `Networks of the file united (${n}), their names being the forms of their ties: ${names}.`,
    'relations-united': (n, names) => `Relations read together, as forms of ties (${n}): ${names}.`,
    'two-mode': (n, names) =>
      `A two-mode network (rows: ${names}, columns: ${n}). Density and other measures also count pairs that cannot be tied.`,
    projected: (n, names) =>
      names === 'rows'
        ? `Projected onto the rows: two actors are tied as strongly as their columns are the same; columns that are actors no longer: ${n}.`
        : `Projected onto the columns: two actors are tied as strongly as their rows are the same; rows that are actors no longer: ${n}.`,
    'loops-dropped': (n) => `Ties of actors with themselves passed over: ${n}.`,
    'loops-kept': (n) => `Ties of actors with themselves kept, which no measure counts: ${n}.`,
    'parallel-merged': (n, names) => `Parallel ties merged (${n}), among them: ${names}.`,
    'labels-repeated': (n) =>
      `Names of actors are missing or repeated; actors that go by their numbers: ${n}.`,
    'sections-left-out': (n, names) => `Sections left out (${n}): ${names}.`,
    'actors-from-table': (n, names) => `Actors in the table of actors alone, without ties (${n}): ${names}.`,
    'actors-not-in-table': (n, names) => `Actors that are not in the table of actors (${n}): ${names}.`,
  },
};

function tiesAre(count: number): string {
  return count === 1 ? '1 tie is' : `${count} ties are`;
}

/** What a reading did with a file, as a sentence; with the line of the first case where there is one. */
export function noteSentence(note: ReadingNote, language: Language): string {
  const names =
    note.names.join(', ') + (note.count > note.names.length && note.names.length === 8 ? ', …' : '');
  const said = NOTES[language][note.code](note.count, names);
  if (note.line === null) return said;
  return `${said.slice(0, -1)} (${language === 'id' ? 'baris' : 'line'} ${note.line}).`;
}

/** Notes as they come back from where they were kept; whatever is none is left out. */
export function notesFrom(kept: unknown): ReadingNote[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown): ReadingNote[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { code, count, line, names }: Partial<Record<keyof ReadingNote, unknown>> = one;
    const known = NOTE_CODES.find((each) => each === code);
    if (known === undefined || typeof count !== 'number') return [];
    return [
      {
        code: known,
        count,
        line: typeof line === 'number' ? line : null,
        names: Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [],
      },
    ];
  });
}
