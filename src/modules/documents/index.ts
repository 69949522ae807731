export {
  attach,
  type Document,
  documentById,
  documentsOf,
  keepFiles,
  missingFiles,
  removeDocument,
  type StoredFile,
} from './document.store.ts';
export { type DocumentSubject, isPublicDocument, mayReadDocument } from './document-access.ts';
export { keepSweeping, sweepFiles } from './sweep.service.ts';
