import { type Actor, acting, type Mandate, mandateOver } from '#kernel/actor.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { keepFiles } from '#modules/documents/index.ts';
import { type Bringer, basisOf, type Model, type ProposalKind } from '#modules/models/index.ts';
import { mustBeOpen, mustTakeProposals, type Program, programBySlug } from '#modules/programs/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { bringForPerson, personFor } from './bring-for-person.service.ts';
import type { Who } from './own-proposal.service.ts';
import { documentsRefused, keepDocuments, type SentDocument } from './proposal-documents.service.ts';
import type { ProposalFields } from './proposal-fields.ts';
import { counted, type Receipt, readWho } from './send-without-account.service.ts';
import { slipByHash } from './slip.store.ts';
import { type SlipWay, writtenSlipCode } from './slip.ts';
import { slipCodeOf, slipHash } from './slip-code.service.ts';

/** What somebody brought to an office by telephone or on paper, as its officer types it. */
export type EnteredForPerson = {
  readonly program: string;
  readonly kind: string;
  readonly name: string;
  readonly phone: string;
  readonly way: string;
  readonly receivedOn: string;
  readonly fields: ProposalFields;
  readonly photos: readonly SentFile[];
  readonly documents: readonly SentDocument[];
  /** The paper, or its picture. */
  readonly scan: readonly SentFile[];
};

/** The ways in which something comes to an office. */
export const OFFICE_WAYS = ['telephone', 'paper'] as const satisfies readonly SlipWay[];

/** Who may enter proposals of a kind for persons; undefined where nobody may. */
export function entererOf(kind: ProposalKind): Bringer | undefined {
  return kind.from.find((one) => one.onBehalf !== undefined);
}

/**
 * By which mandate an officer enters something for a person about a place: an office that the model names, over that place.
 * Without a place, in any. Source: model `proposals[].from[].onBehalf`.
 */
export function mayEnter(
  actor: Actor,
  model: Model,
  kind: ProposalKind,
  place: RegionCode | undefined,
): Mandate | Refusal {
  const bringer = entererOf(kind);
  const offices = bringer?.onBehalf ?? [];
  const over = place === undefined ? undefined : mandateOver(actor, offices, place);
  const held = over ?? actor.mandates.find((one) => offices.includes(one.office) && !one.alone);
  return held ?? refuse('access.office', basisOf(model, bringer?.basis ?? kind.basis), { offices });
}

async function enterable(
  tx: Tx,
  actor: Actor,
  input: Pick<EnteredForPerson, 'program' | 'kind'>,
  place?: RegionCode,
): Promise<{ readonly program: Program; readonly kind: ProposalKind; readonly by: Mandate } | Refusal> {
  const program = await programBySlug(tx, input.program);
  const kind = program?.model.proposals.find((one) => one.kind === input.kind);
  if (!program || !kind) return refuse('access.not-found');
  const by = mayEnter(actor, program.model, kind, place);
  if (isRefusal(by)) return by;
  return mustBeOpen(program) ?? mustTakeProposals(program, kind, tx.today) ?? { program, kind, by };
}

/** What keeps somebody from entering anything of a kind: asked before files are received. */
export function askToEnter(
  runtime: Runtime,
  who: Who,
  input: Pick<EnteredForPerson, 'program' | 'kind'>,
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'proposals:write', (tx, actor) => enterable(tx, actor, input));
}

/**
 * Enters for a person what they brought by telephone or on paper. It is theirs; the officer stands as its author, so that the
 * steps of its route are answered by others (`notSameAs`), and the receipt is handed to the person.
 * Source: model `proposals[].from[].onBehalf`; paper 004, §4.2.3 (few residents use the site).
 */
export async function enterForPerson(
  runtime: Runtime,
  who: Who,
  input: EnteredForPerson,
): Promise<Result<Receipt>> {
  if (who.person === undefined) return refused(refuse('access.sign-in'));
  // Without the request's key: answers to known requests are kept, and codes must not be.
  const { request, ...officer } = who;
  const form = { ...counted(input), scan: input.scan.length, by: who.person };
  const code = slipCodeOf(runtime.vault, who.tenant, { key: request?.key ?? '', form });
  const codeHash = slipHash(runtime.vault, who.tenant, code);
  const before = await runtime.read(who.tenant, (tx) => slipByHash(tx, codeHash));
  if (before) return ok({ proposal: before.proposal, code: writtenSlipCode(code) });
  const place = input.fields.place.trim();
  const entered = await runtime.changePrepared(officer, 'proposals:write', {
    ask: async (tx, actor) => {
      const found = await enterable(tx, actor, input, place);
      return isRefusal(found)
        ? found
        : (documentsRefused(found.kind, input.documents) ?? readEntered(tx, input));
    },
    prepare: async () => {
      const photos = await keepFiles(runtime.files, 'photos', input.photos, 'picture');
      if (isRefusal(photos)) return photos;
      const documents = await keepDocuments(runtime.files, input.documents);
      if (isRefusal(documents)) return documents;
      const scans = await keepFiles(runtime.files, 'scan', input.scan, 'receipt');
      return isRefusal(scans) ? scans : { photos, documents, scan: scans[0] };
    },
    work: async (tx, actor, { photos, documents, scan }) => {
      const found = await enterable(tx, actor, input, place);
      if (isRefusal(found)) return refused(found);
      const { program, kind, by } = found;
      const read = readEntered(tx, input);
      if (isRefusal(read)) return refused(read);
      const { name, phone, way, receivedOn } = read;
      const known = (await findRegion(tx, place)) !== undefined;
      const person = await personFor(tx, {
        name,
        phone,
        home: known ? ancestor(place, 'village') : by.region,
      });
      return bringForPerson(tx, acting(actor, by), {
        program,
        kind,
        fields: input.fields,
        photos,
        documents,
        scan,
        area: by.region,
        areaOf: by.organization.name,
        slip: { person, name, phone, way, receivedOn, enteredBy: actor.person },
        codeHash,
      });
    },
  });
  return entered.ok ? ok({ proposal: entered.value.id, code: writtenSlipCode(code) }) : entered;
}

/** Reads who brought it, how and when; a paper lies with it. */
function readEntered({ today }: Pick<Tx, 'today'>, input: EnteredForPerson) {
  const who = readWho(input);
  const way = OFFICE_WAYS.find((one) => one === input.way);
  const receivedOn = readPastDay(input.receivedOn, today);
  const refusal = together([
    ...(isRefusal(who) ? (who.issues ?? []) : []),
    ...(way ? [] : [at('way', refuse('input.choice'))]),
    ...(isRefusal(receivedOn) ? [at('receivedOn', receivedOn)] : []),
    ...(way === 'paper' && input.scan.length === 0 ? [at('scan', refuse('input.required'))] : []),
    ...(input.scan.length > 1 ? [at('scan', refuse('file.too-many', undefined, { limit: 1 }))] : []),
  ]);
  if (refusal || isRefusal(who) || !way || isRefusal(receivedOn)) return refusal ?? refuse('input.invalid');
  return { ...who, way, receivedOn };
}
