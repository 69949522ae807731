import type { Json } from '#kernel/json.ts';
import { fieldOf, isAction } from './actions.ts';

/** A summary parted into what anyone may read and what may not be shown. */
export type PartedSummary = {
  readonly shown: Json;
  readonly withheld: Readonly<Record<string, Json | undefined>>;
};

/**
 * Parts the summary of an entry by who may read its fields, as the list of actions says; what the list does not name is
 * withheld. Writing uses it, so that a withheld field goes into the private part, of which the leaf holds a salted
 * digest; reading uses it for entries that were written before.
 */
export function partSummary(action: string, summary: Json): PartedSummary {
  if (typeof summary !== 'object' || summary === null || isList(summary)) {
    return { shown: summary, withheld: {} };
  }
  const isWithheld = (name: string) => !isAction(action) || fieldOf(action, name)?.readers !== 'everyone';
  const fields = Object.entries(summary);
  return {
    shown: Object.fromEntries(fields.filter(([name]) => !isWithheld(name))),
    withheld: Object.fromEntries(fields.filter(([name]) => isWithheld(name))),
  };
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
