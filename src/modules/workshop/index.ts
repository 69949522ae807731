export {
  applyModel,
  copyModel,
  importModel,
  layDraftAside,
  publishDraft,
  saveDraft,
} from './draft.service.ts';
export { draftById } from './draft.store.ts';
export type { Draft } from './draft.ts';
export {
  draftFor,
  type FeltChange,
  type Preview,
  previewModel,
  type Workshop,
  workshopOf,
} from './draft-facts.service.ts';
export { askToWriteModels, mayWriteModels } from './steering-now.service.ts';
export type { Touched } from './touched.ts';
