import type { AskedPart, ProposalKind } from '#modules/models/index.ts';
import type { Block, Table } from '../paper.ts';

/** What a blank form asks: the parts and the questions of its kind of proposals. */
export type BlankForm = {
  readonly program: string;
  readonly institution: string;
  readonly asks: readonly AskedPart[];
  readonly questions: readonly string[];
  readonly costs: ProposalKind['costs'];
  /** In which office somebody signs for the institution. */
  readonly signs: string;
};

const LINE = '………………………………………………………………………';

const PARTS: Readonly<Partial<Record<AskedPart, string>>> = {
  title: 'Nama kegiatan',
  need: 'Mengapa dibutuhkan',
  address: 'Lokasi (alamat)',
  volume: 'Volume dan satuan',
  people: 'Penerima manfaat (orang)',
  'poor-households': 'Di antaranya keluarga miskin',
  contributions: 'Swadaya (uang, tenaga, bahan)',
};

/** A form to be filled in by pen: what is asked, the costs, and by which words the institution lets the office enter it. */
export function blankFormBody(form: BlankForm): Block[] {
  const asked = form.asks.flatMap((part): [string, string][] => {
    const label = PARTS[part];
    return label === undefined ? [] : [[label, part === 'need' ? `${LINE}\n${LINE}\n${LINE}` : LINE]];
  });
  return [
    {
      is: 'facts',
      rows: [
        ['Program', form.program],
        ['Pengusul', form.institution],
        ['Bidang', LINE],
        ...asked,
        ...form.questions.map((label): [string, string] => [label, LINE]),
        ...(form.costs === 'none' ? [] : [['Biaya yang diusulkan', `Rp ${LINE}`] as [string, string]]),
      ],
    },
    { is: 'heading', text: 'Kuasa memasukkan' },
    {
      is: 'text',
      look: 'justified',
      text: `Dengan tanda tangan di bawah, ${form.institution} memberi kuasa kepada kantor yang menerima formulir ini untuk memasukkan usulan ini ke Pilar dan mengajukannya atas nama ${form.institution}, paling lama sampai tanggal …………………………………… . Foto keadaan dan ${form.costs === 'lines' ? 'rincian biaya' : 'lampiran lain'} diserahkan bersama formulir.`,
    },
    {
      is: 'facts',
      rows: [
        ['Dibawa oleh', LINE],
        ['Tanggal diterima', LINE],
      ],
    },
  ];
}

const COST_ROWS = 12;

/** The cost plan to be filled in by pen. */
export function costRows(): Table {
  return {
    is: 'table',
    toSign: true,
    columns: [
      { title: 'No.', share: 0.8, align: 'centre' },
      { title: 'Uraian', share: 4 },
      { title: 'Jumlah', share: 1.4 },
      { title: 'Satuan', share: 1.4 },
      { title: 'Harga satuan (Rp)', share: 2.2 },
      { title: 'Biaya (Rp)', share: 2.2 },
    ],
    rows: Array.from({ length: COST_ROWS }, (_, index) => [`${index + 1}`, '', '', '', '', '']),
    sum: ['', 'Jumlah', '', '', '', ''],
  };
}
