import type { Acting, Actor, Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { overtaken } from '#kernel/version.ts';
import { attach, type GivenFile, isKept, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { basisOf, type Label, moneyRules } from '#modules/models/index.ts';
import type { TaskKind } from '#modules/notices/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { type OnItsRoute, reachStep, routeFor, waitedFor } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { notOnSamePaper } from './paid.ts';
import { insertWithheld } from './payment-paper.store.ts';
import type { Withheld } from './payment-paper.ts';
import { type OfSheet, standOn, type ToStandOn } from './stand-on-papers.ts';
import { insertSupplier, supplierNamed } from './supplier.store.ts';
import { insertVoucher, type NewVoucher, sameReceipt } from './voucher.store.ts';
import { alongOfVoucher, type Voucher } from './voucher.ts';

/** What may be recorded now: by whom, of which money, and what it brings with it. */
export type Recording = {
  readonly program: Program;
  readonly by: Acting;
  readonly voucher: NewVoucher;
  /** As people call what it is about: the proposal, the fund. */
  readonly title: string;
  /** How the model calls it, where it has a name there: a fund. */
  readonly called?: Label;
  readonly region: RegionCode;
  /** Who is paid and stands in no register yet: written down together with the payment. */
  readonly supplier?: string;
  /** The papers that a payment stands on, and what of it was withheld. */
  readonly papers?: readonly ToStandOn[];
  readonly taxes?: readonly Withheld[];
  /** What follows beside the voucher: desks, and the entry in the journal. */
  readonly after: (tx: Tx, voucher: Voucher) => Promise<void>;
};

/** What was recorded, and whether its paper could be read well. */
export type RecordedVoucher = { readonly voucher: Id; readonly looks?: StoredFile['looks'] };

/** The file of a paper: as it was sent, or prepared and kept before. */
export type Receipt = GivenFile;

/** One movement that is to be recorded: its paper, and what may be recorded of it, asked before the paper is read and again with everything locked. */
export type Asking = {
  readonly receipt: Receipt | undefined;
  readonly asked: (tx: Tx, actor: Actor, way: 'look' | 'lock') => Promise<Recording | Refusal>;
  /** Which line of a form with several it is; its refused fields end in it. */
  readonly row?: number;
};

/** Records what moved of money, with its paper, to be examined by other officers along the route of its kind. */
export async function recordVoucher(
  runtime: Runtime,
  who: Actor | Visitor,
  receipt: Receipt | undefined,
  asked: Asking['asked'],
  left?: AbortSignal,
): Promise<Result<RecordedVoucher>> {
  const recorded = await recordVouchers(runtime, who, [{ receipt, asked }], left);
  if (!recorded.ok) return recorded;
  const [only] = recorded.value;
  return only ? ok(only) : refused(refuse('input.required'));
}

/** Records several movements, all of them or none. What cannot stand is said of all lines at once. */
export async function recordVouchers(
  runtime: Runtime,
  who: Actor | Visitor,
  all: readonly Asking[],
  left?: AbortSignal,
): Promise<Result<readonly RecordedVoucher[]>> {
  return runtime.changePrepared(who, 'funding:write', {
    ask: async (tx, actor) => {
      const against: Refusal[] = [];
      for (const { asked, row } of all) {
        const recording = await asked(tx, actor, 'look');
        if (!isRefusal(recording)) continue;
        if (row === undefined) return recording;
        against.push(...inRow(recording, row));
      }
      return together(onceEach(against));
    },
    prepare: async () => {
      const files: (StoredFile | undefined)[] = [];
      for (const { receipt, row } of all) {
        const field = row === undefined ? 'receipt' : `receipt.${row}`;
        if (receipt && isKept(receipt)) files.push(receipt);
        else {
          const kept = await keepFiles(runtime.files, field, receipt ? [receipt] : [], 'receipt', left);
          if (isRefusal(kept)) return kept;
          files.push(kept[0]);
        }
      }
      return files;
    },
    work: async (tx, actor, files) => {
      const recorded: RecordedVoucher[] = [];
      const sheet: OfSheet = new Map();
      for (const [i, { asked, row }] of all.entries()) {
        const recording = await asked(tx, actor, 'lock');
        const written = isRefusal(recording) ? recording : await write(tx, actor, recording, files[i], sheet);
        if (!isRefusal(written)) recorded.push(written);
        else return refused(row === undefined ? written : (together(inRow(written, row)) ?? written));
      }
      return ok(recorded);
    },
  });
}

/** The fields that a line's refusal is about, each named with its line; what is about none stands beside the paper's number. */
function inRow(refusal: Refusal, row: number): Refusal[] {
  return (refusal.issues ?? [refusal]).map((one) =>
    one.field && OF_SHEET.test(one.field) ? one : at(`${one.field ?? 'receiptNumber'}.${row}`, one),
  );
}

/** What stands on a sheet once, for all its lines. */
const OF_SHEET = /^papers\b/;

/** Every line of a sheet refuses what the sheet says; it is told once. */
function onceEach(against: readonly Refusal[]): readonly Refusal[] {
  return against.filter((one, i) => against.findIndex((other) => other.field === one.field) === i);
}

async function write(
  tx: Tx,
  actor: Actor,
  recording: Recording,
  file: StoredFile | undefined,
  sheet: OfSheet,
): Promise<RecordedVoucher | Refusal> {
  const { program, voucher: typed } = recording;
  const made =
    typed.kind === 'disbursement' && recording.supplier !== undefined
      ? { ...typed, supplier: await keepsSupplier(tx, recording.supplier, actor.person) }
      : typed;
  const id = newId(tx.now);
  const document = file
    ? await attach(tx, file, {
        subjectType: 'voucher',
        subjectId: id,
        role: 'receipt',
        caption: made.receiptNumber,
        public: 'private',
        by: actor.person,
      })
    : null;
  const along = alongOfVoucher(made);
  const steps = waitedFor(
    routeFor(moneyRules(program.model, along).route, { amount: made.amount, about: [], answers: {} }),
  );
  const route = steps.map((step) => step.step);
  const voucher = await insertVoucher(tx, made, { id, document, route, by: actor.person });
  if (!voucher) return onTheSamePaper(tx, program, made);
  const taken = await standOn(tx, recording.papers ?? [], { program: program.id, voucher: id, sheet });
  if (taken) return taken;
  await insertWithheld(tx, id, recording.taxes ?? []);
  await reachStep(tx, program, onItsRoute(voucher, recording), steps[0]);
  await recording.after(tx, voucher);
  return { voucher: id, ...(file ? { looks: file.looks } : {}) };
}

/** The supplier of a name that nobody had written down when it was asked; somebody else may have since. */
async function keepsSupplier(tx: Tx, name: string, by: Id): Promise<Id | null> {
  const made = { name, npwp: null, bank: null, account: null };
  return (await insertSupplier(tx, made, by)) ?? (await supplierNamed(tx, name))?.id ?? null;
}

/** What is said to whoever recorded a receipt that somebody else had recorded a moment before. */
async function onTheSamePaper(tx: Tx, { model }: Program, made: NewVoucher): Promise<Refusal> {
  const basis = basisOf(model, moneyRules(model, alongOfVoucher(made)).basis);
  const first = 'provider' in made ? await sameReceipt(tx, made) : undefined;
  return notOnSamePaper(first, basis) ?? overtaken();
}

/** A voucher as something on its way along the route of its kind. */
export function onItsRoute(
  voucher: Voucher,
  about: { readonly title: string; readonly called?: Label; readonly region: RegionCode },
): OnItsRoute & { readonly asks: TaskKind } {
  return {
    subjectType: 'voucher',
    id: voucher.id,
    along: alongOfVoucher(voucher),
    place: about.region,
    title: about.title,
    ...(about.called ? { called: about.called } : {}),
    asks: `${voucher.kind}.approve`,
    submittedAt: voucher.recordedAt,
  };
}
