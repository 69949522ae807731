/** What an institution was called, and until which moment. */
export type EarlierName = { readonly name: string; readonly until: Date };

/** An institution by its name of today, with the names that it had before, the oldest first. */
export type Called = { readonly name: string; readonly earlier: readonly EarlierName[] };

/** How it was called at a moment: by the first of its names that was given up after it, or as today. */
export function nameOn({ name, earlier }: Called, at: Date): string {
  return earlier.find((one) => at < one.until)?.name ?? name;
}
