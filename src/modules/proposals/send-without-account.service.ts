import { type Actor, acting } from '#kernel/actor.ts';
import { normalPhone } from '#kernel/contact.ts';
import type { Id } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readName } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import type { AccountRuntime } from '#modules/actors/index.ts';
import { keepFiles } from '#modules/documents/index.ts';
import { basisOf, type ProposalKind } from '#modules/models/index.ts';
import { mustBeOpen, mustTakeProposals, type Program, programBySlug } from '#modules/programs/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import { bringForPerson, personFor } from './bring-for-person.service.ts';
import { similarIn } from './likeness.ts';
import { alikeAt } from './proposal.store.ts';
import { photosWanted } from './proposal.ts';
import { documentsRefused, keepDocuments, type SentDocument } from './proposal-documents.service.ts';
import { mayKeep, type ProposalFields, readFields } from './proposal-fields.ts';
import { countOfNumber, slipByHash } from './slip.store.ts';
import { writtenSlipCode } from './slip.ts';
import { slipCodeOf, slipHash } from './slip-code.service.ts';
import { givenFor } from './submit-proposal.service.ts';

/** What somebody without an account sends, as typed. */
export type SentWithoutAccount = {
  readonly program: string;
  readonly kind: string;
  readonly name: string;
  readonly phone: string;
  readonly fields: ProposalFields;
  readonly photos: readonly SentFile[];
  readonly documents: readonly SentDocument[];
  /** Whether they have seen what is alike, and say that theirs is another. */
  readonly another: boolean;
  /** Made by the page for this form; the same form sent twice is taken once. */
  readonly key: string;
};

/** What was brought, and the code by which it is followed: shown once, kept nowhere. */
export type Receipt = { readonly proposal: Id; readonly code: string };

/** So many a number may bring on a day. */
export const MOST_A_DAY = 5;
/** So many photos come with a form that is sent in one step. */
const MOST_PHOTOS = 3;

/** The kinds of a programme that persons bring without an account. Source: model `proposals[].from[].withoutAccount`. */
export function openKinds({ model }: Pick<Program, 'model'>): readonly ProposalKind[] {
  return model.proposals.filter((kind) => kind.from.some((one) => one.withoutAccount));
}

/** The programme and the kind by their names, if they take something now from somebody without an account. */
async function openFor(
  tx: Tx,
  input: Pick<SentWithoutAccount, 'program' | 'kind'>,
): Promise<{ readonly program: Program; readonly kind: ProposalKind } | Refusal> {
  const program = await programBySlug(tx, input.program);
  if (!program) return refuse('access.not-found');
  const kind = program.model.proposals.find((one) => one.kind === input.kind);
  if (!kind) return refuse('access.not-found');
  if (!openKinds(program).includes(kind)) return refuse('access.sign-in', basisOf(program.model, kind.basis));
  return mustBeOpen(program) ?? mustTakeProposals(program, kind, tx.today) ?? { program, kind };
}

/** What keeps somebody from sending anything of a kind: asked before their photos are received. */
export function askToSend(
  runtime: AccountRuntime,
  tenant: Id,
  input: Pick<SentWithoutAccount, 'program' | 'kind'>,
): Promise<Refusal | undefined> {
  return runtime.read(tenant, async (tx) => {
    const open = await openFor(tx, input);
    return isRefusal(open) ? open : undefined;
  });
}

/**
 * Takes what somebody without an account sends: makes their record, sends it on its way by the rules of all proposals, and answers the code by
 * which they follow it. Bounded by address and by number; nothing tells whether a number is known.
 * Source: model `proposals[].from[].withoutAccount`; paper 004, §4.2.1.
 */
export async function sendWithoutAccount(
  runtime: AccountRuntime,
  caller: Caller,
  tenant: Id,
  input: SentWithoutAccount,
): Promise<Result<Receipt>> {
  const { key, fields } = input;
  const code = slipCodeOf(runtime.vault, tenant, { key, form: counted(input) });
  const codeHash = slipHash(runtime.vault, tenant, code);
  const first = await runtime.read(tenant, async (tx) => {
    const before = await slipByHash(tx, codeHash);
    return before ? { before } : { read: await readSent(tx, input) };
  });
  if (first.before) return ok({ proposal: first.before.proposal, code: writtenSlipCode(code) });
  const { read } = first;
  if (isRefusal(read)) return refused(read);
  const minutes = await runtime.signIn.takeOpenTry(caller, 'sent');
  if (minutes !== undefined) return refused(refuse('slip.limited', undefined, { minutes }));
  const photos = await keepFiles(runtime.files, 'photos', input.photos, 'picture');
  if (isRefusal(photos)) return refused(photos);
  const documents = await keepDocuments(runtime.files, input.documents);
  if (isRefusal(documents)) return refused(documents);
  const { name, phone } = read;
  const sent = await runtime.changeFor(tenant, async (tx) => {
    const open = await openFor(tx, input);
    if (isRefusal(open)) return refused(open);
    const { program, kind } = open;
    if ((await countOfNumber(tx, phone)) >= MOST_A_DAY) {
      return refused(at('phone', refuse('slip.too-many', undefined, { limit: MOST_A_DAY })));
    }
    const place = fields.place.trim();
    const known = (await findRegion(tx, place)) !== undefined;
    const person = await personFor(tx, {
      name,
      phone,
      home: known ? ancestor(place, 'village') : program.region,
    });
    const by = acting(asPerson(tx, person, name), 'resident');
    const slip = { person, name, phone, way: 'web' as const, receivedOn: tx.today, enteredBy: null };
    return bringForPerson(tx, by, {
      program,
      kind,
      fields,
      photos,
      documents,
      area: program.region,
      areaOf: null,
      slip,
      codeHash,
    });
  });
  if (sent.ok) return ok({ proposal: sent.value.id, code: writtenSlipCode(code) });
  // The same form came twice at once: the other one was faster.
  const faster =
    sent.refusal.refusal === 'input.repeated'
      ? await runtime.read(tenant, (tx) => slipByHash(tx, codeHash))
      : undefined;
  return faster ? ok({ proposal: faster.proposal, code: writtenSlipCode(code) }) : sent;
}

/** A form as it tells apart what is sent twice: by how many files came with it. */
export function counted<Form extends Pick<SentWithoutAccount, 'photos' | 'documents'>>(form: Form) {
  return { ...form, photos: form.photos.length, documents: form.documents.length };
}

/** Somebody who acts for themselves alone, in what concerns this person. */
export function asPerson(
  { tenant }: Pick<Tx, 'tenant'>,
  person: Id,
  name: string,
  merged: readonly Id[] = [],
): Actor {
  return {
    tenant,
    person,
    merged,
    name,
    mandates: [],
    scopes: ['read', 'proposals:write'],
    secondFactor: false,
  };
}

/** Reads all that was typed side by side, before anything dear is done; asks about what may be the same. */
async function readSent(
  tx: Tx,
  input: SentWithoutAccount,
): Promise<{ readonly name: string; readonly phone: string } | Refusal> {
  const open = await openFor(tx, input);
  if (isRefusal(open)) return open;
  const { program, kind } = open;
  const who = readWho(input);
  const unkept = mayKeep(input.fields);
  if (unkept) return unkept;
  const given = await givenFor(tx, program, kind, { place: program.region }, input.fields);
  const content = readFields(kind, input.fields, given);
  const wanted = photosWanted(kind);
  const unasked = documentsRefused(kind, input.documents);
  const issues = [
    ...(isRefusal(who) ? (who.issues ?? []) : []),
    ...(isRefusal(content) ? (content.issues ?? []) : []),
    ...(input.photos.length < wanted ? [at('photos', refuse('proposal.photos', undefined, { wanted }))] : []),
    ...(input.photos.length > MOST_PHOTOS
      ? [at('photos', refuse('file.too-many', undefined, { limit: MOST_PHOTOS }))]
      : []),
    ...(unasked ? [unasked] : []),
  ];
  const refusal = together(issues);
  if (refusal || isRefusal(who) || isRefusal(content)) return refusal ?? refuse('input.invalid');
  if (input.another) return who;
  const alike = similarIn(
    content,
    await alikeAt(tx, { id: NONE, program: program.id, kind: kind.kind }, content),
  );
  const [like] = alike;
  return like ? refuse('proposal.similar', undefined, { title: like.title, proposal: like.id }) : who;
}

/** No proposal: nothing that is kept has this id. */
const NONE: Id = '00000000-0000-4000-8000-000000000000';

/** Reads who somebody says they are: a name, and a number by which they can be reached. */
export function readWho(typed: {
  readonly name: string;
  readonly phone: string;
}): { readonly name: string; readonly phone: string } | Refusal {
  return readAll({
    name: readName(typed.name),
    phone: normalPhone(typed.phone) ?? refuse('phone.unreadable'),
  });
}
