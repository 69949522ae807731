import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Result } from '#kernel/result.ts';
import {
  type Delivering,
  type FilingContent,
  type SavedFiling,
  submitFiling,
  type TypedReplies,
} from '#modules/filings/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { figuresFor } from './told-figures.service.ts';

/**
 * Hands a filing in, with what the records say for it on that day where its kind asks for figures: those stand in it from then
 * on, whatever the records come to later.
 */
export function handIn(
  runtime: Runtime,
  who: Actor | Visitor,
  input: Delivering & { readonly content: FilingContent; readonly replies?: TypedReplies | undefined },
): Promise<Result<SavedFiling>> {
  return submitFiling(runtime, who, input, figuresFor);
}
