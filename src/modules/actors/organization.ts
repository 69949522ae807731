import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';

/** An office or institution: `kind` is the word models use for it (`rw`, `pkk`, `kelurahan`, …). */
export type Organization = {
  readonly id: Id;
  readonly kind: string;
  readonly name: string;
  readonly region: RegionCode;
};
