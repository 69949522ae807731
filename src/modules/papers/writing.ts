import { boundedWork } from '#kernel/bounded-work.ts';
import { checkedTemplate, writtenPaper, writtenTemplate } from './written-paper.ts';

/** Writes a paper beside the server: a long one takes seconds, and its writers much memory. */
export const writingPaper = boundedWork('modules/papers/written-paper.ts', { writtenPaper }, 20_000);

/** Writes the template that an office begins with. */
export const writingTemplate = boundedWork('modules/papers/written-paper.ts', { writtenTemplate });

/** Reads what somebody hands in as a template, and fills it on trial. */
export const checkingTemplate = boundedWork('modules/papers/written-paper.ts', { checkedTemplate });
