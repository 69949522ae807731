import type { Id } from '#kernel/id.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { mustBeFresh } from '#kernel/version.ts';

/** A model of the city's own while it is written. Its text is kept as typed, whether it reads or not. */
export type Draft = {
  readonly id: Id;
  readonly source: string;
  /** The cases that stand beside it, as typed; empty before the first. */
  readonly cases: string;
  /** As its text says, when it could be read last. */
  readonly name: string;
  readonly modelVersion: string;
  /** What it was made from, where that is a model that was published here. */
  readonly origin: { readonly name: string; readonly version: string } | null;
  readonly state: 'open' | 'published' | 'laid-aside';
  readonly changedAt: Date;
  readonly version: number;
};

/** Longest text of a model: signs. Longer ones are refused when read, too. */
export const LONGEST_SOURCE = 1024 * 1024;

/** Longest text of the cases beside it: signs. They are run in the server. */
export const LONGEST_CASES = 256 * 1024;

/** Whether a draft may be written: it is open, and was seen as it stands. */
export function mayWrite(draft: Draft, seen: number | undefined): Refusal | undefined {
  return draft.state === 'open'
    ? mustBeFresh(draft.version, seen)
    : refuse('model.draft-closed', undefined, { name: draft.name, version: draft.modelVersion });
}

/** Whether a name and version can be given to a copy; what else is wrong with its text is told when it is read. */
export function mayBeCalled(name: string, version: string): Refusal | undefined {
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(name)) return at('name', refuse('input.choice'));
  return /^\d{4}(\.\d{1,4})?$/.test(version) ? undefined : at('version', refuse('input.choice'));
}
