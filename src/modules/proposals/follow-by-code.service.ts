import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { type AccountRuntime, personById } from '#modules/actors/index.ts';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import { type Saved, withdrawProposal } from './proposal.service.ts';
import { addProposalDocument, type SentDocument } from './proposal-documents.service.ts';
import type { ProposalFields } from './proposal-fields.ts';
import { addProposalPhoto } from './proposal-photos.service.ts';
import { asPerson } from './send-without-account.service.ts';
import { slipByHash } from './slip.store.ts';
import { readSlipCode, type Slip } from './slip.ts';
import { slipHash } from './slip-code.service.ts';
import { submitProposal } from './submit-proposal.service.ts';

/** What a code opens: one proposal, for the person who brought it or was entered with it. */
export type Followed = {
  readonly slip: Slip;
  /** Who acts on it, and on nothing else that they may have brought. */
  readonly as: Actor;
};

/**
 * Opens what a code stands for. A wrong code counts against the address it comes from, and is answered alike whether it is none,
 * unknown, or of another city. A right one opens one proposal; whoever uses it acts as the person who brought it.
 */
export async function followByCode(
  runtime: AccountRuntime,
  caller: Caller,
  tenant: Id,
  typed: string,
): Promise<Followed | Refusal> {
  const minutes = await runtime.signIn.takeOpenTry(caller, 'followed');
  if (minutes !== undefined) return refuse('slip.limited', undefined, { minutes });
  const code = readSlipCode(typed);
  // Read also for what is no code, so that all wrong ones take as long.
  const found = await runtime.read(tenant, async (tx) => {
    const slip = await slipByHash(tx, slipHash(runtime.vault, tenant, code ?? ''));
    const person = slip && (await personById(tx, slip.person));
    return person && { slip, as: asPerson(tx, person.id, slip.name, person.merged) };
  });
  if (!found) return at('kode', refuse('slip.code'));
  await runtime.signIn.forgiveOpenTry(caller, 'followed');
  return found;
}

/** Sends what was returned again, as it was mended, with further photos and documents. */
export async function mendByCode(
  runtime: AccountRuntime,
  followed: Followed,
  input: {
    readonly version: number | undefined;
    readonly fields: ProposalFields;
    readonly photos: readonly SentFile[];
    readonly documents: readonly SentDocument[];
  },
): Promise<Result<Saved>> {
  const { as, slip } = followed;
  const { proposal } = slip;
  for (const file of input.photos) {
    const added = await addProposalPhoto(runtime, as, { proposal, file, caption: '' });
    if (!added.ok && added.refusal.refusal !== 'input.repeated') return refused(added.refusal);
  }
  for (const sent of input.documents) {
    const added = await addProposalDocument(runtime, as, { proposal, ...sent });
    if (!added.ok && added.refusal.refusal !== 'input.repeated') return refused(added.refusal);
  }
  const { version, fields } = input;
  return submitProposal(runtime, as, { proposal, version, fields });
}

/** Takes it back. */
export function withdrawByCode(
  runtime: AccountRuntime,
  { as, slip }: Followed,
  input: { readonly version: number | undefined; readonly reason: string },
): Promise<Result<Saved>> {
  return withdrawProposal(runtime, as, { proposal: slip.proposal, ...input });
}
