export {
  askToImport,
  beginImport,
  cancelImport,
  IMPORT_BYTES,
  type ImportFacts,
  importFacts,
  offerImport,
  ownImports,
  presentRows,
} from './import.service.ts';
export { importById } from './import-job.store.ts';
export { IMPORT_NAMES, type ImportJob, type ImportName, isImportName } from './import-job.ts';
export { EXAMPLE_MARK } from './import-kind.ts';
export { IMPORT_KINDS } from './import-kinds.ts';
export { carryOn, keepImporting } from './run-imports.service.ts';
