import type { Fault } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FileStore } from '#platform/file-store.ts';
import { filesReferredTo } from './document.store.ts';

/** What is wrong with the files of a tenant's documents, and how many were looked at and read whole. */
export type FilesChecked = {
  readonly files: number;
  readonly read: number;
  readonly faults: readonly Fault[];
};

/**
 * Whether every file that a document refers to is there and is what the document says, by its SHA-256. A file that
 * nobody touched since `unless` is not read again. The same file is looked at once.
 */
export async function checkFiles(
  tx: Tx,
  files: FileStore,
  unless?: Date,
  onProgress?: (files: number) => void,
): Promise<FilesChecked> {
  const looked = new Map<string, Awaited<ReturnType<FileStore['look']>>>();
  const faults: Fault[] = [];
  for await (const some of filesReferredTo(tx)) {
    for (const { id, column, sha256 } of some) {
      const state = looked.get(sha256) ?? (await files.look(sha256, unless));
      looked.set(sha256, state);
      if (state === 'missing' || state === 'altered') {
        faults.push({ table: 'document', row: id, column, says: `its file ${sha256} ${SAYS[state]}` });
      }
    }
    onProgress?.(looked.size);
  }
  const read = [...looked.values()].filter((state) => state === 'whole' || state === 'altered').length;
  return { files: looked.size, read, faults };
}

const SAYS = {
  missing: 'is not there',
  altered: 'is not what its name says: it was altered on the disk',
} as const;
