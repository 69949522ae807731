/** Reach and balance: who was reached, how evenly, and whether it is always the same. Pure; amounts in whole rupiah. */
export * from './inequality.ts';
export * from './reach.ts';
export * from './recipients.ts';
