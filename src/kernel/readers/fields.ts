import { at, isRefusal, type Refusal, refuse, together } from '../refusal.ts';

/** Reads fields side by side: the values, or all that cannot stand together, each beside its field. */
export function readAll<T extends Record<string, unknown>>(
  read: T,
): { [K in keyof T]: Exclude<T[K], Refusal> } | Refusal {
  const issues = Object.entries(read).flatMap(([field, value]) =>
    isRefusal(value) ? [at(field, value)] : [],
  );
  // Every refusal was taken out above, so what is left has the narrowed type.
  return together(issues) ?? (read as { [K in keyof T]: Exclude<T[K], Refusal> });
}

/** Reads what is chosen from a list; whether it stands in the list is the rule's to say. */
export function readChoice(typed: string): string | Refusal {
  return typed.trim() === '' ? refuse('input.required') : typed.trim();
}
