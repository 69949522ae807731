import type { Actor } from '#kernel/actor.ts';
import { addDays, dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import {
  handOverActivity,
  planActivity,
  recordContribution,
  recordExpense,
  recordParticipation,
  recordProgress,
  startActivity,
} from '#modules/activities/index.ts';
import type { StoredFile } from '#modules/documents/index.ts';
import {
  answerFiling,
  filingById,
  openRemarks,
  saveFiling,
  type TypedRemark,
} from '#modules/filings/index.ts';
import {
  moneyOf,
  recordDisbursement,
  recordRefund,
  recordTaxDeposit,
  reviewVoucher,
  type TypedPaper,
  type TypedTax,
} from '#modules/funding/index.ts';
import { obligationFor } from '#modules/obligations/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { actorOf, must } from './acting.ts';
import { choose } from './chance.ts';
import { officerOf } from './city.ts';
import type { Funded } from './forums-story.ts';
import { drawPicture } from './pictures.ts';
import { keptMinutes, keptReceipts } from './receipts.ts';
import { keepSuppliers, PROVIDERS } from './suppliers-story.ts';
import type { Telling } from './telling.ts';

/** Something that happens at its part of the year; what happened before is there when it runs. */
type Event = { readonly part: number; readonly run: () => Promise<void> };

/** Who gives a slip for money that came back. */
const CASHIER = 'Kas Daerah';

/** The files of the story: photos as they are taken, and receipts that were kept before. */
type Files = {
  readonly photos: ReadonlyMap<number, Uint8Array>;
  readonly receipts: ReadonlyMap<string, StoredFile>;
  readonly minutes: StoredFile;
};

/** All that follows the forums, of all proposals together, in the order of the calendar. */
export async function carryOut(telling: Telling, funded: readonly Funded[]): Promise<void> {
  const photos = new Map<number, Uint8Array>();
  for (const percent of [0, 50, 100]) photos.set(percent, await drawPicture(`kegiatan ${percent}`, percent));
  const receipts = await keptReceipts(telling.runtime, [...PROVIDERS, CASHIER]);
  if (funded[0]) await keepSuppliers(telling, funded[0].village);
  const minutes = await keptMinutes(telling.runtime);
  const inVillage = new Map<string, number>();
  const events = funded.flatMap((one, i) => {
    const n = inVillage.get(one.village.code) ?? 0;
    inVillage.set(one.village.code, n + 1);
    return new Execution(telling, one, { all: i, village: n }, i / funded.length, {
      photos,
      receipts,
      minutes,
    }).events();
  });
  for (const event of events.sort((a, b) => a.part - b.part)) {
    telling.at(event.part);
    await event.run();
  }
}

/** What becomes of the report of the first, second, … funded proposal of a kelurahan whose story is finished. */
/** What a lurah finds lacking in some reports, and what is answered. */
const REMARKS: readonly TypedRemark[] = [
  { part: 'result', remark: 'Sebutkan sejak kapan manfaatnya terasa dan siapa yang mencatat.' },
  { part: 'receipts', remark: 'Kuitansi tukang belum ditandatangani penerima.' },
];
const REPLIES: Readonly<Record<string, string>> & { readonly receipts: string } = {
  result: 'Sudah ditambahkan, dengan siapa yang mencatat.',
  receipts: 'Kuitansi sudah ditandatangani tukangnya; aslinya di sekretariat RW.',
};

const FATES = ['returned', 'accepted', 'overdue', 'with-district', 'accepted', 'with-village'] as const;

/** One funded proposal on its way; what a step makes, the next ones use. */
class Execution {
  readonly #telling: Telling;
  readonly #one: Funded;
  readonly #order: { readonly all: number; readonly village: number };
  readonly #late: number;
  readonly #photos: Files['photos'];
  readonly #receipts: Files['receipts'];
  readonly #minutes: Files['minutes'];
  #activity = '';
  #disbursement = '';
  #refund = '';
  #report = '';

  constructor(
    telling: Telling,
    one: Funded,
    order: { readonly all: number; readonly village: number },
    late: number,
    files: Files,
  ) {
    this.#telling = telling;
    this.#one = one;
    this.#order = order;
    this.#late = late * 0.04;
    this.#photos = files.photos;
    this.#receipts = files.receipts;
    this.#minutes = files.minutes;
  }

  events(): Event[] {
    const { story } = this.#one;
    const at = (part: number, run: () => Promise<void>): Event => ({ part: part + this.#late, run });
    if (story === 'decided') return this.#order.all % 2 === 0 ? [] : [at(0.4, () => this.#plan())];
    const begun = [at(0.4, () => this.#plan()), at(0.46, () => this.#record())];
    if (this.#waits) return begun;
    const reached = story === 'running' ? [0, 50, 100].slice(0, 1 + (this.#order.village % 3)) : [0, 50, 100];
    const work = [
      ...begun,
      at(0.5, () => this.#approve()),
      at(0.52, () => this.#start()),
      ...reached.map((percent) => at(0.53 + percent / 800, () => this.#progress(percent))),
    ];
    if (reached.at(-1) !== 100) return work;
    const accounted = [...work, at(0.67, () => this.#account())];
    return story === 'running'
      ? accounted
      : [...accounted, at(0.68, () => this.#handOver()), ...this.#reporting(at)];
  }

  #reporting(at: (part: number, run: () => Promise<void>) => Event): Event[] {
    const fate = this.#one.story === 'past' ? 'accepted' : FATES[this.#order.village % FATES.length];
    if (fate === 'overdue') return [at(0.69, () => this.#draftReport())];
    const sent = [at(0.7, () => this.#sendReport())];
    const sendBack = at(0.74, () =>
      this.#review('kelurahan', 'lurah', 'return', 'Dua bagian belum lengkap.', REMARKS),
    );
    if (fate === 'returned') return [...sent, sendBack];
    if (fate === 'with-village') return [...sent, sendBack, at(0.78, () => this.#mendReport())];
    const said = 'Sesuai dengan keadaan di lapangan.';
    const up = [...sent, at(0.74, () => this.#review('kelurahan', 'lurah', 'accept', said))];
    if (fate === 'with-district') return up;
    return [
      ...up,
      at(0.8, () => this.#review('kecamatan', 'camat', 'accept', '')),
      at(0.88, () => this.#review('sekretariat-daerah', 'setda', 'accept', '')),
      at(0.9, () => this.#giveBack()),
      at(0.92, () => this.#approveBack()),
    ];
  }

  /** Whether its payment is recorded and not approved yet. */
  get #waits(): boolean {
    return this.#order.all % 7 === 6 && this.#one.story !== 'past';
  }

  get #today(): string {
    return dayIn(this.#telling.file.timeZone, this.#telling.runtime.clock.now());
  }

  get #chair(): Actor {
    return actorOf(this.#telling, this.#one.proposer);
  }

  #officer(kind: string, office: string): Actor {
    const { village } = this.#one;
    const region =
      { kelurahan: village.code, kecamatan: village.code.slice(0, 8) }[kind] ?? this.#telling.file.region;
    return actorOf(this.#telling, officerOf(this.#telling.city, kind, region, office));
  }

  async #plan(): Promise<void> {
    const { proposal, proposer } = this.#one;
    const planned = await planActivity(this.#telling.runtime, this.#chair, {
      proposal,
      startsOn: addDays(this.#today, 3),
      endsOn: addDays(this.#today, 45),
      executor: `Kelompok masyarakat ${proposer.organization.name}`,
      responsible: proposer.name,
    });
    this.#activity = must(planned).activity;
  }

  async #record(): Promise<void> {
    const provider = choose(PROVIDERS, this.#one.village.code, this.#order.village);
    const recorded = await recordDisbursement(
      this.#telling.runtime,
      this.#officer('kelurahan', 'village-treasurer'),
      {
        proposal: this.#one.proposal,
        provider,
        purpose: this.#bought(),
        amount: this.#one.amount.toString(),
        receiptNumber: `KW-${String(this.#order.all + 1).padStart(3, '0')}/${this.#telling.program.fiscalYear}`,
        paidOn: this.#today,
        papers: this.#papers(),
        withheld: this.#withheld(),
        // Some that still wait came without their file: whoever approves is told.
        receipt: this.#waits && this.#order.all % 2 === 0 ? undefined : this.#receipts.get(provider),
      },
    );
    this.#disbursement = must(recorded).voucher;
  }

  /** The first lines of the cost plan, as a receipt names them. */
  #bought(): string {
    const [first = '', ...others] = this.#one.template.lines.map(([item]) => item);
    const named = [first, ...others.slice(0, 2).map((item) => item.charAt(0).toLowerCase() + item.slice(1))];
    return others.length > 2 ? `${named.join(', ')} dan lainnya` : named.join(', ');
  }

  /** Whether the treasury paid it by warrant; one in three came out of the treasurer's advance, where the model leaves that open. */
  get #byWarrant(): boolean {
    const papers = this.#telling.program.model.funding?.disbursement?.papers ?? [];
    return papers.some((one) => one.required) || (papers.length > 0 && this.#order.all % 3 !== 2);
  }

  /** The papers of the office, each numbered in its series: issued within three days, after the forums have decided. */
  #papers(): TypedPaper[] {
    if (!this.#byWarrant) return [];
    const { model, fiscalYear } = this.#telling.program;
    const number = String(this.#order.all + 1).padStart(4, '0');
    const papers = model.funding?.disbursement?.papers ?? [];
    const first = this.#telling.dayAt(0.4);
    return papers.map(({ paper, label }, i) => {
      const day = addDays(this.#today, i + 1 - papers.length);
      return { paper, number: `${number}/${label.id}/${fiscalYear}`, day: day < first ? this.#today : day };
    });
  }

  /** What an office withholds of goods that were bought by warrant: the value added tax that the receipt names. */
  #withheld(): TypedTax[] {
    const tax = this.#telling.program.model.funding?.disbursement?.taxes.at(0)?.tax;
    return tax === undefined || !this.#byWarrant || this.#order.all % 2 === 1
      ? []
      : [{ tax, amount: ((this.#one.amount * 11n) / 111n).toString() }];
  }

  /** Most taxes are paid on to the state, some still wait. */
  async #deposit(): Promise<void> {
    const [withheld] = this.#withheld();
    if (!withheld || this.#order.all % 8 === 6) return;
    must(
      await recordTaxDeposit(this.#telling.runtime, this.#officer('kelurahan', 'village-treasurer'), {
        voucher: this.#disbursement,
        tax: withheld.tax,
        number: `NTPN${String(this.#order.all + 1).padStart(12, '0')}`,
        paidOn: this.#today,
      }),
    );
  }

  async #approve(): Promise<void> {
    const review = { voucher: this.#disbursement, outcome: 'approve', remark: '' } as const;
    must(await reviewVoucher(this.#telling.runtime, this.#officer('kelurahan', 'lurah'), review));
    await this.#deposit();
  }

  /** What was paid and not spent comes back, with a deposit slip. */
  async #giveBack(): Promise<void> {
    const { runtime, tenant, program } = this.#telling;
    const { advance } = await runtime.read(tenant, (tx) => moneyOf(tx, this.#one.proposal));
    if (advance === 0n) return;
    const recorded = await recordRefund(runtime, this.#officer('kelurahan', 'village-treasurer'), {
      proposal: this.#one.proposal,
      disbursement: this.#disbursement,
      amount: advance.toString(),
      purpose: 'Harga bahan lebih murah daripada rencana',
      receiptNumber: `STS-${String(this.#order.all + 1).padStart(3, '0')}/${program.fiscalYear}`,
      paidOn: this.#today,
      receipt: this.#receipts.get(CASHIER),
    });
    this.#refund = must(recorded).voucher;
  }

  async #approveBack(): Promise<void> {
    if (this.#refund === '') return;
    const review = { voucher: this.#refund, outcome: 'approve', remark: '' } as const;
    must(await reviewVoucher(this.#telling.runtime, this.#officer('kelurahan', 'lurah'), review));
  }

  async #start(): Promise<void> {
    must(
      await startActivity(this.#telling.runtime, this.#chair, {
        activity: this.#activity,
        startedOn: this.#today,
      }),
    );
  }

  async #progress(percent: number): Promise<void> {
    const notes = ['Keadaan awal', 'Setengah jalan, sesuai rencana', 'Selesai dan diperiksa bersama warga'];
    must(
      await recordProgress(this.#telling.runtime, this.#chair, {
        activity: this.#activity,
        percent,
        note: notes[percent / 50] ?? '',
        happenedOn: this.#today,
        photos: [this.#photos.get(percent) ?? new Uint8Array()],
      }),
    );
  }

  async #account(): Promise<void> {
    const { template, amount: granted } = this.#one;
    const { runtime } = this.#telling;
    let left = granted;
    for (const [position, [, quantity, , price]] of template.lines.entries()) {
      const planned =
        (BigInt(Math.round(Number(quantity) * price)) * BigInt(96 + (this.#order.all % 5))) / 100n;
      const amount = planned < left ? planned : left;
      if (amount <= 0n) break;
      left -= amount;
      must(
        await recordExpense(runtime, this.#chair, {
          activity: this.#activity,
          costPosition: position + 1,
          payment: this.#disbursement,
          amount: amount.toString(),
          description: '',
          paidOn: '',
          receiptNumber: '',
        }),
      );
    }
    const [form, description, value] = template.gift;
    const gift = { activity: this.#activity, form, description, value: String(value) };
    must(await recordContribution(runtime, this.#chair, gift));
    const people = Math.min(template.people, 60);
    must(
      await recordParticipation(runtime, this.#chair, {
        activity: this.#activity,
        occasion: 'Kerja bakti dan pelaksanaan',
        happenedOn: this.#today,
        people: String(people),
        women: String(Math.floor(people * 0.45)),
        poorHouseholds: String(Math.min(template.poor, people)),
      }),
    );
  }

  async #handOver(): Promise<void> {
    must(
      await handOverActivity(this.#telling.runtime, this.#chair, {
        activity: this.#activity,
        handedOverOn: this.#today,
        handedOverTo: `Kelurahan ${this.#one.village.name}`,
        note: 'Diterima dalam keadaan baik.',
        minutes: this.#minutes,
      }),
    );
  }

  get #content(): Record<string, string> {
    const { template } = this.#one;
    return {
      narrative: `Kegiatan dilaksanakan secara swakelola bersama warga. ${template.need}`,
      result: `${template.people} orang merasakan manfaatnya, di antaranya ${template.poor} keluarga miskin.`,
      obstacles: 'Bahan datang terlambat tiga hari karena hujan.',
      tax: '',
    };
  }

  async #owed(): Promise<Id> {
    const { runtime, tenant } = this.#telling;
    const owed = await runtime.read(tenant, (tx) => obligationFor(tx, 'lpj', this.#activity));
    if (!owed) throw new Error(`no report is owed about ${this.#activity}`);
    return owed.id;
  }

  async #draftReport(): Promise<void> {
    const content = { narrative: this.#content.narrative ?? '' };
    const obligation = await this.#owed();
    must(await saveFiling(this.#telling.runtime, this.#chair, { obligation, content }));
  }

  async #sendReport(): Promise<void> {
    const sent = { obligation: await this.#owed(), content: this.#content };
    this.#report = must(await handIn(this.#telling.runtime, this.#chair, sent)).filing;
  }

  /** Answers each remark and sends it again, with what the result lacked. */
  async #mendReport(): Promise<void> {
    const { runtime, tenant } = this.#telling;
    const open = await runtime.read(tenant, async (tx) => {
      const filing = await filingById(tx, this.#report);
      return filing ? openRemarks(tx, filing) : [];
    });
    const replies = open.map(({ id, part }) => [id, ownEntry(REPLIES, part) ?? REPLIES.receipts] as const);
    const { result, ...content } = this.#content;
    must(
      await handIn(runtime, this.#chair, {
        obligation: await this.#owed(),
        content: { ...content, result: `${result} Manfaatnya dicatat RT dua minggu sesudah serah terima.` },
        replies: Object.fromEntries(replies),
      }),
    );
  }

  async #review(
    kind: string,
    office: string,
    outcome: 'accept' | 'return',
    remark: string,
    remarks: readonly TypedRemark[] = [],
  ): Promise<void> {
    const review = { filing: this.#report, outcome, remark, remarks };
    must(await answerFiling(this.#telling.runtime, this.#officer(kind, office), review));
  }
}
