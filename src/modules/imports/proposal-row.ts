import { readCount, readQuantity, readRupiah } from '#kernel/readers/number.ts';
import { nameKey, oneLine, readLine } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { CONTRIBUTION_FORMS, PROPOSAL_LIMITS, type ProposalFields } from '#modules/proposals/index.ts';
import { atCell, cellOf, type ImportColumn, type ImportItem } from './import-kind.ts';

/** The columns of a list of proposals: one row each, and further rows below it for further lines of its costs. */
export const PROPOSAL_COLUMNS: readonly ImportColumn[] = [
  { key: 'title', names: ['judul', 'title'], type: 'text', example: 'Perbaikan saluran air Gang Melati' },
  {
    key: 'institution',
    names: ['lembaga', 'institution'],
    optional: true,
    type: 'text',
    example: 'RW 05 Pasir Impun',
  },
  { key: 'kind', names: ['jenis pengajuan', 'kind of proposal'], optional: true, type: 'text', example: '' },
  {
    key: 'need',
    names: ['alasan', 'why it is needed'],
    optional: true,
    type: 'text',
    example: 'Setiap hujan gang tergenang.',
  },
  { key: 'scope', names: ['lingkup', 'scope'], optional: true, type: 'text', example: '' },
  { key: 'place', names: ['kode wilayah', 'region code'], optional: true, type: 'text', example: '' },
  { key: 'address', names: ['alamat', 'address'], optional: true, type: 'text', example: 'Gang Melati' },
  { key: 'volume', names: ['volume'], optional: true, type: 'number', example: 96 },
  { key: 'unit', names: ['satuan', 'unit'], optional: true, type: 'text', example: 'm' },
  {
    key: 'people',
    names: ['penerima manfaat', 'people reached'],
    optional: true,
    type: 'number',
    example: 184,
  },
  {
    key: 'poorHouseholds',
    names: ['keluarga miskin', 'poor households'],
    optional: true,
    type: 'number',
    example: 23,
  },
  {
    key: 'item',
    names: ['uraian biaya', 'cost item'],
    optional: true,
    type: 'text',
    example: 'U-ditch 40 × 40 cm',
  },
  { key: 'quantity', names: ['banyaknya', 'quantity'], optional: true, type: 'number', example: 96 },
  { key: 'itemUnit', names: ['satuan biaya', 'cost unit'], optional: true, type: 'text', example: 'm' },
  {
    key: 'unitPrice',
    names: ['harga satuan', 'unit price'],
    optional: true,
    type: 'rupiah',
    example: 285_000n,
  },
  { key: 'total', names: ['jumlah diminta', 'total requested'], optional: true, type: 'rupiah', example: '' },
  {
    key: 'form',
    names: ['bentuk swadaya', 'form of contribution'],
    optional: true,
    type: 'text',
    example: 'tenaga',
  },
  {
    key: 'description',
    names: ['uraian swadaya', 'contribution'],
    optional: true,
    type: 'text',
    example: '40 hari kerja warga',
  },
  {
    key: 'value',
    names: ['nilai swadaya', 'value of contribution'],
    optional: true,
    type: 'rupiah',
    example: 5_400_000n,
  },
  { key: 'id', names: ['id'], optional: true, type: 'text', example: '' },
];

/** What only further lines of a proposal say. */
const LINE_KEYS = ['item', 'quantity', 'itemUnit', 'unitPrice', 'form', 'description', 'value'];
const OWN_KEYS = PROPOSAL_COLUMNS.map((one) => one.key).filter((key) => !LINE_KEYS.includes(key));

/** Whether a row goes on with the proposal above: it says nothing but lines of costs or of what others give. */
export function isFurtherLine(row: ImportItem[0]): boolean {
  return OWN_KEYS.every((key) => cellOf(row, key) === '');
}

/** How a sheet calls the forms in which others give. */
const FORMS: ReadonlyMap<string, (typeof CONTRIBUTION_FORMS)[number]> = new Map([
  ['uang', 'money'],
  ['tenaga', 'labour'],
  ['bahan', 'material'],
  ...CONTRIBUTION_FORMS.map((one) => [one, one] as const),
]);

/** A form of contribution as a sheet calls it. */
export function formWord(form: string): string {
  return [...FORMS].find(([, known]) => known === form)?.[0] ?? form;
}

/** What a row says of a proposal, as somebody would have typed it: a draft, which need not be complete. */
export type TypedProposal = Omit<ProposalFields, 'latitude' | 'longitude' | 'answers' | 'place' | 'scope'>;

/** Reads the rows of a proposal: each cell that is filled in must be one that a form would take. */
export function readProposalRows(item: ImportItem): TypedProposal | readonly Refusal[] {
  const [row] = item;
  const issues: Refusal[] = [];
  const cell = (of: ImportItem[0], key: string, read: (text: string) => unknown) => {
    const text = cellOf(of, key);
    const found = text === '' ? undefined : read(text);
    if (isRefusal(found)) issues.push(atCell(of, key, found));
    return text;
  };
  const line = (limit: number) => (text: string) => readLine(text, limit);
  const title = readLine(cellOf(row, 'title'), PROPOSAL_LIMITS.title);
  if (isRefusal(title)) issues.push(atCell(row, 'title', title));
  const typed: TypedProposal = {
    title: isRefusal(title) ? '' : title,
    need: cell(row, 'need', line(PROPOSAL_LIMITS.text)),
    address: cell(row, 'address', line(PROPOSAL_LIMITS.short)),
    volume: cell(row, 'volume', readQuantity),
    unit: cell(row, 'unit', line(PROPOSAL_LIMITS.unit)),
    people: cell(row, 'people', readCount),
    poorHouseholds: cell(row, 'poorHouseholds', readCount),
    total: cell(row, 'total', readRupiah),
    costLines: item.flatMap((each) => {
      if (['item', 'quantity', 'itemUnit', 'unitPrice'].every((key) => cellOf(each, key) === '')) return [];
      return [
        {
          item: cell(each, 'item', line(PROPOSAL_LIMITS.item)),
          quantity: cell(each, 'quantity', readQuantity),
          unit: cell(each, 'itemUnit', line(PROPOSAL_LIMITS.unit)),
          unitPrice: cell(each, 'unitPrice', readRupiah),
        },
      ];
    }),
    contributions: item.flatMap((each) => {
      if (['form', 'description', 'value'].every((key) => cellOf(each, key) === '')) return [];
      const form = FORMS.get(nameKey(cellOf(each, 'form')));
      if (form === undefined) issues.push(atCell(each, 'form', refuse('input.choice')));
      return [
        {
          form: form ?? '',
          description: cell(each, 'description', line(PROPOSAL_LIMITS.item)),
          value: cell(each, 'value', readRupiah),
        },
      ];
    }),
  };
  for (const [key, list] of [
    ['item', typed.costLines],
    ['form', typed.contributions],
  ] as const) {
    const limit = key === 'item' ? PROPOSAL_LIMITS.costLines : PROPOSAL_LIMITS.contributions;
    if (list.length > limit)
      issues.push(atCell(row, key, refuse('input.too-many-lines', undefined, { limit })));
  }
  return issues.length > 0 ? issues : typed;
}

/** By what two rows are the same proposal: what it is called, and where. */
export function proposalKey(organization: string, fields: Pick<ProposalFields, 'title' | 'address'>): string {
  return `${organization} ${nameKey(fields.title)} ${nameKey(oneLine(fields.address))}`;
}
