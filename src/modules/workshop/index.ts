export {
  applyModel,
  copyModel,
  importModel,
  layDraftAside,
  publishDraft,
  saveDraft,
} from './draft.service.ts';
export type { Draft } from './draft.ts';
export {
  draftFor,
  type FeltChange,
  type Preview,
  previewModel,
  type Workshop,
  workshopOf,
} from './draft-facts.service.ts';
export { askToWriteModels } from './steering-now.service.ts';
export type { Touched } from './touched.ts';
