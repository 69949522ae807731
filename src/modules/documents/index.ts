export {
  attach,
  type Document,
  documentById,
  documentsOf,
  type GivenFile,
  isKept,
  keepFiles,
  type PictureLike,
  picturesAmong,
  picturesLike,
  removeDocument,
  type StoredFile,
} from './document.store.ts';
export { type DocumentSubject, isPublicDocument, mayReadDocument } from './document-access.ts';
export { checkFiles, type FilesChecked } from './file-check.service.ts';
export { type FirstPhoto, firstPhotosOf } from './first-photo.store.ts';
export { keepSweeping, sweepFiles } from './sweep.service.ts';
