import { boundedWork } from '#kernel/bounded-work.ts';
import { writtenPaper } from './written-paper.ts';

/** Writes a paper beside the server: a long one takes seconds, and its writers much memory. */
export const writingPaper = boundedWork('modules/papers/written-paper.ts', { writtenPaper }, 20_000);
