export type { AgainstOrigin } from './against-origin.ts';
export {
  type CompelPreview,
  compelModelRule,
  previewCompelled,
  type RuleChoice,
  rulesToCompel,
} from './compel.service.ts';
export {
  applyModel,
  copyModel,
  importModel,
  layDraftAside,
  publishDraft,
  saveCases,
  saveDraft,
  saveSection,
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
export { isIdle, type RoleStep, type RoleView, rolesIn, roleView } from './role-view.ts';
export { askToWriteModels, mayWriteModels } from './steering-now.service.ts';
export { sectionAt, sectionsOf, type TextSection } from './text-sections.ts';
export type { Touched } from './touched.ts';
export {
  type BesideOrigin,
  besideOrigin,
  keepCase,
  type TriedDraft,
  tryDraft,
} from './tried-draft.service.ts';
export type { Trial } from './try-cases.ts';
