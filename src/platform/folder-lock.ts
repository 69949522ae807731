import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder's embedded database is open in another process. */
export class FolderInUse extends Error {
  /** Who holds it, as they wrote it down: process and machine. */
  readonly holder: string;
  constructor(folder: string, holder: string) {
    super(`${folder} is in use by ${holder}. Stop it, or set PILAR_DATA to another folder.`);
    this.holder = holder;
  }
}

/** SQLite's code of a file that somebody else has locked. */
const BUSY = 5;

/**
 * Keeps two processes from opening one embedded database, in containers that share the folder too: the lock is the
 * operating system's own on a file of the folder, so it knows of no process numbers and ends with its holder, however
 * that ends. (Node can lock a file only through the SQLite it brings; nothing is written to that file.) Answers the
 * function that lets go.
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'in-use.lock'));
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) {
      throw new FolderInUse(folder, writtenHolder(folder));
    }
    throw error;
  }
  writeFileSync(join(folder, 'in-use'), `process ${process.pid} on ${hostname()}`);
  return () => lock.close();
}

function writtenHolder(folder: string): string {
  try {
    return readFileSync(join(folder, 'in-use'), 'utf8').slice(0, 200);
  } catch {
    return 'another process';
  }
}
