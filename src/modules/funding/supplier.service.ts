import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readName, wordsOf } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh, overtaken } from '#kernel/version.ts';
import { record } from '#modules/journal/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  approvedTo,
  insertSupplier,
  listSuppliers,
  lockSupplier,
  type PaidSupplier,
  paidTo,
  supplierById,
  supplierNamed,
  supplierOfNpwp,
  updateSupplier,
} from './supplier.store.ts';
import {
  mayKeepSuppliers,
  mayReadSuppliers,
  readAccount,
  readBank,
  readNpwp,
  type Supplier,
  type TypedSupplier,
} from './supplier.ts';

type Who = Actor | Visitor;

/**
 * Writes down a supplier, or what is known of one anew. Name and NPWP are those of one supplier each: a second record is
 * refused and leads to the first. The journal keeps that it was done and marks the row; number and account stand in neither
 * its words nor any file of the public.
 */
export async function keepSupplier(
  runtime: Runtime,
  who: Who,
  input: TypedSupplier & {
    readonly program: Id;
    /** The one that is mended; without, a new one. */
    readonly supplier?: Id | undefined;
    readonly version?: number | undefined;
  },
): Promise<Result<{ supplier: Id }>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const program = await programById(tx, input.program);
    const by = mayKeepSuppliers(actor, program);
    if (isRefusal(by)) return refused(by);
    const known = input.supplier === undefined ? undefined : await lockSupplier(tx, input.supplier);
    if (input.supplier !== undefined && !known) return refused(refuse('access.not-found'));
    const stale = known && mustBeFresh(known.version, input.version);
    if (stale) return refused(stale);
    const account = readAccount(input.account);
    const read = readAll({
      name: readName(input.name, 160),
      npwp: readNpwp(input.npwp),
      account,
      bank: readBank(input.bank, account),
    });
    if (isRefusal(read)) return refused(read);
    const twice = await knownAlready(tx, read, known?.id);
    if (twice) return refused(twice);
    if (known) await updateSupplier(tx, known.id, read);
    const supplier = known?.id ?? (await insertSupplier(tx, read, actor.person));
    // Somebody else wrote down the same at this moment.
    if (supplier === undefined) return refused((await knownAlready(tx, read, undefined)) ?? overtaken());
    await record(tx, acting(actor, by), {
      action: known ? 'supplier.mended' : 'supplier.added',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { name: read.name },
    });
    return ok({ supplier });
  });
}

async function knownAlready(
  tx: Tx,
  read: Pick<Supplier, 'name' | 'npwp'>,
  but: Id | undefined,
): Promise<Refusal | undefined> {
  const named = await supplierNamed(tx, read.name);
  if (named && named.id !== but) {
    return at('name', refuse('supplier.same', undefined, { name: named.name, supplier: named.id }));
  }
  const numbered = read.npwp === null ? undefined : await supplierOfNpwp(tx, read.npwp);
  return numbered && numbered.id !== but
    ? at('npwp', refuse('supplier.same', undefined, { name: numbered.name, supplier: numbered.id }))
    : undefined;
}

/** The register of suppliers by name, for the offices of money; refused for everybody else. */
export async function supplierList(
  tx: Tx,
  viewer: Who,
  program: Program,
  asked: { readonly search: string; readonly limit: number; readonly after?: Id | undefined },
): Promise<{ readonly rows: readonly Supplier[]; readonly mayKeep: boolean } | Refusal> {
  if (viewer.person === undefined) return refuse('access.sign-in');
  const by = mayReadSuppliers(viewer, program);
  if (isRefusal(by)) return by;
  return {
    rows: await listSuppliers(tx, wordsOf(asked.search), asked.limit, asked.after),
    mayKeep: !isRefusal(mayKeepSuppliers(viewer, program)),
  };
}

/** One supplier with what was recorded as paid to it; to others than the offices of money it is not there. */
export async function supplierOverview(
  tx: Tx,
  viewer: Who,
  program: Program,
  asked: { readonly supplier: Id; readonly limit: number; readonly before?: Id | undefined },
): Promise<
  | { readonly supplier: Supplier; readonly payments: readonly PaidSupplier[]; readonly mayKeep: boolean }
  | Refusal
> {
  const by = viewer.person === undefined ? undefined : mayReadSuppliers(viewer, program);
  const supplier = by === undefined || isRefusal(by) ? undefined : await supplierById(tx, asked.supplier);
  if (!supplier || viewer.person === undefined) return refuse('access.not-found');
  return {
    supplier,
    payments: await paidTo(tx, supplier.id, asked.limit, asked.before),
    mayKeep: !isRefusal(mayKeepSuppliers(viewer, program)),
  };
}

/** Names of suppliers to choose from while a payment is typed: as many as a page bears. */
export async function suppliersToChoose(tx: Tx): Promise<string[]> {
  return (await listSuppliers(tx, [], 300)).map((one) => one.name);
}

/** Whom the city paid, as everybody may read it: the name, and what was paid and accepted. */
export type PaidProvider = { readonly name: string } & Awaited<ReturnType<typeof approvedTo>>;

/** Reads whom the city paid; refused where nothing was accepted yet, for until then nobody is public. */
export async function paidProvider(
  tx: Tx,
  asked: { readonly supplier: Id; readonly limit: number; readonly before?: Id | undefined },
): Promise<PaidProvider | Refusal> {
  const supplier = await supplierById(tx, asked.supplier);
  const paid = supplier && (await approvedTo(tx, supplier.id, asked.limit, asked.before));
  return paid && paid.count > 0 ? { name: supplier.name, ...paid } : refuse('access.not-found');
}
