import { type CauseMap, readCauseMap } from '#analysis/causes/index.ts';
import type { Read } from '#analysis/located-text.ts';
import { LENGTHS, MOST_EVIDENCE } from './typed-causes.ts';

/** Reads a file in the format of `pilar analyze causes` that a drawing begins with: its texts are as long as those that are typed. */
export function readUploadedCauses(text: string): Read<CauseMap> {
  return readCauseMap(text, { ...LENGTHS, responsible: LENGTHS.title, pieces: MOST_EVIDENCE });
}
