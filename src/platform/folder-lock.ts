import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder's embedded database is open in another process. */
export class FolderInUse extends Error {
  readonly holder: number;
  constructor(folder: string, holder: number) {
    super(`${folder} is in use by process ${holder}. Stop it, or set PILAR_DATA to another folder.`);
    this.holder = holder;
  }
}

/**
 * Keeps two processes from opening one embedded database. Writes a file with this process's number;
 * a file left behind by a process that is gone is taken over. Answers the function that lets go.
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'in-use');
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(readFileSync(path, 'utf8'));
      if (isRunning(holder)) throw new FolderInUse(folder, holder);
      rmSync(path, { force: true });
    }
  }
}

function isRunning(processNumber: number): boolean {
  if (!Number.isInteger(processNumber) || processNumber <= 0 || processNumber === process.pid) return false;
  try {
    process.kill(processNumber, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
