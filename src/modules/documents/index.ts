export {
  attach,
  type Document,
  documentById,
  documentsOf,
  keepFile,
  removeDocument,
  type StoredFile,
} from './document.store.ts';
export { type DocumentSubject, isPublicDocument, mayReadDocument } from './document-access.ts';
export { MAX_FILE_BYTES, type PreparedFile, prepareFile } from './picture.ts';
