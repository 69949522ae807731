import type { IsoDate } from '#kernel/date.ts';
import {
  figure,
  spelledRupiah,
  writtenCount,
  writtenDay,
  writtenQuantity,
  writtenRupiah,
} from '#kernel/office-words.ts';
import type { Contribution, CostLine, Proposal } from '#modules/proposals/index.ts';
import type { Block, Table } from '../paper.ts';

const CONTRIBUTIONS = { money: 'Uang', labour: 'Tenaga', material: 'Bahan' } as const;

/** What a proposal says, in the words of its programme. */
export type ProposalSaid = {
  readonly proposal: Pick<
    Proposal,
    | 'title'
    | 'need'
    | 'address'
    | 'volume'
    | 'unit'
    | 'people'
    | 'poorHouseholds'
    | 'requested'
    | 'contribution'
  >;
  readonly program: string;
  readonly bringer: string;
  readonly field: string;
  readonly place: string;
  readonly submittedOn: IsoDate | undefined;
  /** What the programme asks in its own words. */
  readonly answers: readonly (readonly [label: string, said: string])[];
  readonly costLines: readonly CostLine[];
  readonly contributions: readonly Contribution[];
};

/** The proposal as its institution hands it in: what, for whom, why, for how much. */
export function proposalBody(said: ProposalSaid): Block[] {
  const { proposal } = said;
  const facts: [string, string][] = [
    ['Program', said.program],
    ['Pengusul', said.bringer],
    ['Bidang', said.field],
    ['Lokasi', [said.place, proposal.address].filter(Boolean).join(', ')],
    ...(proposal.volume > 0n
      ? [['Volume', writtenQuantity(proposal.volume, proposal.unit)] as [string, string]]
      : []),
    ...(proposal.people > 0
      ? [['Penerima manfaat', beneficiaries(proposal.people, proposal.poorHouseholds)] as [string, string]]
      : []),
    ...(said.submittedOn ? [['Diajukan', writtenDay(said.submittedOn)] as [string, string]] : []),
  ];
  return [
    { is: 'facts', rows: facts },
    ...part('A. Latar belakang', proposal.need),
    ...(said.answers.length > 0
      ? [
          { is: 'heading' as const, text: 'B. Keterangan' },
          { is: 'facts' as const, rows: said.answers },
        ]
      : []),
    { is: 'heading', text: said.answers.length > 0 ? 'C. Biaya' : 'B. Biaya' },
    {
      is: 'text',
      look: 'justified',
      text:
        proposal.requested > 0n
          ? `Biaya yang diusulkan sebesar ${writtenRupiah(proposal.requested)} (${spelledRupiah(proposal.requested)})${said.costLines.length > 0 ? ', dengan rincian sebagaimana Lampiran' : ''}.`
          : 'Usulan ini tidak meminta biaya.',
    },
    ...contributionBlocks(said.contributions),
    {
      is: 'text',
      look: 'justified',
      text: 'Demikian usulan ini disampaikan untuk dibahas dan diputuskan menurut ketentuan program.',
    },
  ];
}

function beneficiaries(people: number, poor: number): string {
  return `${writtenCount(people)} orang${poor > 0 ? `, di antaranya ${writtenCount(poor)} keluarga miskin` : ''}`;
}

function part(heading: string, text: string): Block[] {
  return text.trim() === ''
    ? []
    : [
        { is: 'heading', text: heading },
        ...text.split(/\n{2,}/).map((one): Block => ({ is: 'text', look: 'justified', text: one })),
      ];
}

/** What residents give: money, labour and material, valued. */
export function contributionBlocks(
  list: readonly {
    readonly form: keyof typeof CONTRIBUTIONS;
    readonly description: string;
    readonly value: bigint;
  }[],
): Block[] {
  if (list.length === 0) return [];
  return [
    { is: 'text', text: 'Swadaya masyarakat:' },
    {
      is: 'table',
      columns: [
        { title: 'No.', share: 0.8, align: 'centre' },
        { title: 'Bentuk', share: 1.6 },
        { title: 'Uraian', share: 6 },
        { title: 'Nilai (Rp)', share: 2.4, align: 'right' },
      ],
      rows: list.map((one, index) => [
        `${index + 1}`,
        CONTRIBUTIONS[one.form],
        one.description,
        figure(one.value),
      ]),
      sum: ['', 'Jumlah', '', figure(list.reduce((all, one) => all + one.value, 0n))],
    },
  ];
}

/** The cost plan (RAB), line by line. */
export function costTable(lines: readonly CostLine[]): Table {
  return {
    is: 'table',
    columns: [
      { title: 'No.', share: 0.8, align: 'centre' },
      { title: 'Uraian', share: 5 },
      { title: 'Volume', share: 1.5, align: 'right' },
      { title: 'Satuan', share: 1.4 },
      { title: 'Harga satuan (Rp)', share: 2.4, align: 'right' },
      { title: 'Jumlah (Rp)', share: 2.4, align: 'right' },
    ],
    rows: lines.map((line, index) => [
      `${index + 1}`,
      line.item,
      writtenQuantity(line.quantity, '').trim(),
      line.unit,
      figure(line.unitPrice),
      figure(line.total),
    ]),
    sum: ['', 'Jumlah', '', '', '', figure(lines.reduce((all, one) => all + one.total, 0n))],
  };
}
