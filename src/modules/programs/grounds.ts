import { readAll } from '#kernel/readers/fields.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import type { Refusal } from '#kernel/refusal.ts';

/** Why something is done to a programme, and the document that it rests on. */
export type Grounds = { readonly reason: string; readonly basis: string };

/** The same as typed. */
export type TypedGrounds = { readonly reason: string; readonly basis: string };

/** Each as it could be read, beside whatever else is typed: nothing of it is done without either. */
export function groundsFields({ reason, basis }: TypedGrounds): {
  readonly [Field in keyof Grounds]: Grounds[Field] | Refusal;
} {
  return { reason: readText(reason, 500), basis: readLine(basis, 200) };
}

/** Both, where nothing else is typed. */
export function readGrounds(typed: TypedGrounds): Grounds | Refusal {
  return readAll(groundsFields(typed));
}
