export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** JSON text in which bigints are decimal strings: the form in which Pilar stores and hashes values. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}

/**
 * JSON with sorted keys and no spaces, the same text for the same value, so that it can be hashed.
 * Values are what `toJson` can hold; numbers must be whole and safe, as every number in the journal is.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(JSON.parse(toJson(value))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
