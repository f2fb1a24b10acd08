import { closeSync, fstatSync, openSync } from 'node:fs';
import { DataDirError } from './data-dir-error.ts';
import { areTreesComplete, type Meta, newestMeta, readMeta } from './lmdb-file.ts';

/** LMDB's own file format, of the data-v2 branch that the npm package `lmdb` builds. */
const lmdbVersion = 2;

/** How often a file is read again that another process changes meanwhile. */
const maxAttempts = 10;

/**
 * Checks the file before LMDB maps it into memory: a read beyond the end of a mapped file ends the process by SIGBUS.
 * A file that does not exist yet is fine.
 * @throws DataDirError DATA_DIR_DAMAGED, DATA_DIR_INCOMPATIBLE or DATA_DIR_INACCESSIBLE
 */
export function checkDataFile(path: string): void {
  const fd = openIfExists(path);
  if (fd === undefined) return;
  try {
    checkOpenFile(fd, path);
  } finally {
    closeSync(fd);
  }
}

function openIfExists(path: string): number | undefined {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    throw new DataDirError('DATA_DIR_INACCESSIBLE', `the data file ${path} cannot be opened (${code})`);
  }
}

function checkOpenFile(fd: number, path: string): void {
  const damaged = (problem: string) => new DataDirError('DATA_DIR_DAMAGED', `the data file ${path} ${problem}`);
  if (fstatSync(fd).size === 0) {
    throw damaged('is empty: restore a backup, or remove the file to start without data');
  }
  const first = readMeta(fd, 0);
  if (!first) throw damaged('is not a database file');
  if (first.version !== lmdbVersion) {
    throw new DataDirError(
      'DATA_DIR_INCOMPATIBLE',
      `the data file ${path} has the LMDB format ${first.version}; this version reads format ${lmdbVersion}`,
    );
  }
  const second = readMeta(fd, first.pageSize);
  if (second?.version !== first.version || second.pageSize !== first.pageSize) {
    throw damaged('is truncated or damaged: restore a backup');
  }
  if (!isComplete(fd, newestMeta(first, second))) throw damaged('is truncated: restore a backup');
}

/** Whether the file has every page that the newest committed transaction needs. */
function isComplete(fd: number, meta: Meta, attempt = 1): boolean {
  const pageCount = Math.floor(fstatSync(fd).size / meta.pageSize);
  // LMDB does not write pages that were allocated and freed in one transaction: a sound file can be shorter
  if (pageCount > meta.lastPage || areTreesComplete(fd, meta, pageCount)) return true;
  const [first, second] = [readMeta(fd, 0), readMeta(fd, meta.pageSize)];
  if (!first || !second || attempt === maxAttempts) return false;
  const newest = newestMeta(first, second);
  return newest.transaction !== meta.transaction && isComplete(fd, newest, attempt + 1);
}

/** The code of an error of the file system, such as `EACCES`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
