import type { Actor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import type { Id } from '#kernel/id.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { readingCases, type TriedRule, type TypedFacts } from '#modules/cases/index.ts';
import { modelSource, publishedVersions } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type AgainstOrigin, comparingOrigin } from './against-origin.ts';
import { saveCases } from './draft.service.ts';
import type { Draft } from './draft.ts';
import { draftFor } from './draft-facts.service.ts';
import { type Trial, type Trying, tryCases } from './try-cases.ts';

/** A draft with what its cases came to. */
export type TriedDraft = { readonly draft: Draft; readonly trial: Trial };

/** Runs the cases beside a draft, and a rule that is tried; the texts are read apart from the server. Nothing is written. */
export async function tryDraft(
  runtime: Runtime,
  who: Actor,
  input: { readonly draft: Id; readonly tried?: Trying },
  waiting: WaitingFor,
): Promise<Result<TriedDraft>> {
  const draft = await runtime.read(who.tenant, (tx) => draftFor(runtime, tx, who, input.draft));
  if (isRefusal(draft)) return refused(draft);
  const { source, cases } = draft;
  const read = await runtime.analyse(readingCases, { source, cases }, waiting);
  return read.ok ? ok({ draft, trial: tryCases(read.value, cases, input.tried) }) : read;
}

/** Keeps what a rule answers to some facts as a case beside a draft. */
export async function keepCase(
  runtime: Runtime,
  who: Actor,
  input: {
    readonly draft: Id;
    readonly rule: TriedRule;
    readonly facts: TypedFacts;
    readonly version?: number | undefined;
  },
  waiting: WaitingFor,
): Promise<Result<null>> {
  const { draft, rule, facts, version } = input;
  const tried = await tryDraft(runtime, who, { draft, tried: { rule, facts } }, waiting);
  if (!tried.ok) return tried;
  const { trial } = tried.value;
  const cases = trial.reads ? trial.tried?.cases : undefined;
  if (cases === undefined) return refused(at('rule', refuse('input.choice')));
  return saveCases(runtime, who, { draft, cases, version: version ?? tried.value.draft.version });
}

/** A version of the model that a draft was made from. */
type Version = { readonly name: string; readonly version: string };

/** A draft beside its origin: as that was copied, and as it is published now. */
export type BesideOrigin = {
  readonly draft: Draft;
  /** Null where the draft was made from nothing that is published here. */
  readonly origin: { readonly was: Version; readonly is: Version } | null;
  /** Undefined where the draft has mistakes, or no origin. */
  readonly changes: AgainstOrigin | undefined;
};

/**
 * Lays a draft beside its origin as it was copied and as it is published now, and tells what both changed differently:
 * on that whoever writes decides by hand. Nothing is written.
 */
export async function besideOrigin(
  runtime: Runtime,
  who: Actor,
  id: Id,
  waiting: WaitingFor,
): Promise<Result<BesideOrigin>> {
  const found = await runtime.read(who.tenant, async (tx) => {
    const draft = await draftFor(runtime, tx, who, id);
    if (isRefusal(draft) || !draft.origin) return { draft };
    const { name, version } = draft.origin;
    // The newest that was published before this draft was: what it became itself is no other's.
    const newest = (await publishedVersions(tx)).find(
      (one) => one.name === name && !(one.name === draft.name && one.version === draft.modelVersion),
    );
    const now = { name, version: newest?.version ?? version };
    return {
      draft,
      now,
      texts: [await modelSource(tx, name, version), await modelSource(tx, name, now.version)] as const,
    };
  });
  const { draft, now, texts } = found;
  if (isRefusal(draft)) return refused(draft);
  const [was, is] = texts ?? [];
  if (!draft.origin || !now || was === undefined || is === undefined) {
    return ok({ draft, origin: null, changes: undefined });
  }
  const compared = await runtime.analyse(comparingOrigin, { mine: draft.source, was, is }, waiting);
  if (!compared.ok) return compared;
  return ok({ draft, origin: { was: draft.origin, is: now }, changes: compared.value });
}
