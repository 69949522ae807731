/** Where the processor is shared with many, work has so many times longer to come to its time. */
export const PATIENCE = 6;

/** What a working process is told to do. */
export type Order = {
  readonly file: string;
  readonly name: string;
  readonly input: unknown;
  readonly milliseconds: number;
};

/** What it answers to an order. */
export type Answer = { readonly value: unknown } | { readonly thrown: Thrown };

export type Thrown = { readonly name: string; readonly message: string; readonly stack: string | undefined };
