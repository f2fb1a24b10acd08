import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { checkDataFile, errorCode } from './check-data-file.ts';
import { DataDirError } from './data-dir-error.ts';
import { StoreError } from './store-error.ts';

/**
 * The version of the table and key layout. A file with another version is rejected, so change it for incompatible
 * layouts.
 */
const format = '1';

/** Key limits in bytes. LMDB allows 1978 bytes, including the keyspace prefix and the record key after an index key. */
export const keyLimits = { record: 640, index: 1_200 } as const;

const purgeBatch = 2_000;

/** Maximum duration of one transaction in milliseconds; other commands wait for it. */
const writeMillis = 2;

export type Table = Database<Buffer, Buffer>;

/** A range of keys: `from` is included, `to` is not. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** The ordered durable tables. All collections and indexes share them; the first four bytes of a key are their id. */
export class Storage {
  readonly #root: RootDatabase<Buffer, Buffer>;
  readonly catalog: Database<Buffer, string>;
  readonly documents: Table;
  readonly entries: Table;
  #onUndone: () => void = () => undefined;

  /**
   * Opens the data file of a folder. Creates the folder and the file if they do not exist.
   * @throws DataDirError if the folder or the file cannot be used
   */
  constructor(dataDir: string) {
    const path = join(dataDir, 'store.mdb');
    createFolder(dataDir);
    checkDataFile(path);
    this.#root = openFile(path);
    // The file may exist already with a less strict mode.
    chmodSync(path, 0o600);
    checkTables([...this.#root.getKeys()].map(String), path);
    this.catalog = this.#root.openDB({ name: 'catalog', encoding: 'binary' });
    this.documents = this.#root.openDB({ name: 'documents', encoding: 'binary', keyEncoding: 'binary' });
    this.entries = this.#root.openDB({ name: 'entries', encoding: 'binary', keyEncoding: 'binary' });
    checkFormat(this.catalog, path);
  }

  /** Sets the listener for failed commits, after which in-memory state is stale. There is only one listener. */
  onUndone(listener: () => void): void {
    this.#onUndone = listener;
  }

  /**
   * Runs `change` in an atomic transaction and resolves when it is on disk.
   * An error thrown by `change` does not roll back the transaction.
   * @throws OutOfDiskSpace if the commit fails; nothing is written then
   */
  async write<T>(change: () => T): Promise<T> {
    try {
      return await this.#root.transaction(change);
    } catch (error) {
      if (!isFailedCommit(error)) throw error;
      this.#onUndone();
      throw new StoreError(14031, 'the write could not be put on disk: it may be full');
    }
  }

  /**
   * Runs `change` for each item, in transactions short enough for other commands to write in between.
   * A result of `stop` keeps the changes so far and skips the remaining items.
   */
  async writeEach<T>(items: readonly T[], change: (item: T, index: number) => 'stop' | undefined): Promise<void> {
    let at = 0;
    while (at < items.length) {
      await this.write(() => {
        const end = performance.now() + writeMillis;
        do {
          const index = at++;
          if (change(items[index] as T, index) === 'stop') at = items.length;
        } while (at < items.length && performance.now() < end);
      });
    }
  }

  /** Like `write`, but synchronous, under the write lock that LMDB shares among processes. */
  writeNow<T>(change: () => T): T {
    return this.#root.transactionSync(change);
  }

  /** Removes all keys of a range, in transactions short enough for other commands to write in between. */
  async purge(table: Table, range: KeyRange): Promise<void> {
    for (let removed = purgeBatch; removed === purgeBatch; ) {
      removed = await this.write(() => {
        const keys = [...table.getKeys({ start: range.from, end: range.to, limit: purgeBatch })];
        for (const key of keys) table.removeSync(key);
        return keys.length;
      });
    }
  }

  /** Waits for pending writes and closes the file. */
  close(): Promise<void> {
    return this.#root.close();
  }
}

function createFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DataDirError(
      'DATA_DIR_INACCESSIBLE',
      `the data folder ${dataDir} cannot be created (${errorCode(error)})`,
    );
  }
}

function openFile(path: string): RootDatabase<Buffer, Buffer> {
  try {
    // Without overlappingSync LMDB syncs the data before the meta page that makes it visible, so a transaction
    // resolves only when it is on disk. Transactions that wait meanwhile share the next sync.
    return open({ path, overlappingSync: false, maxDbs: 8, encoding: 'binary' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirError('DATA_DIR_INACCESSIBLE', `the data file ${path} cannot be opened: ${reason}`);
  }
}

/** @throws DataDirError if the file belongs to another program */
function checkTables(names: readonly string[], path: string): void {
  if (names.length === 0 || names.includes('catalog')) return;
  throw new DataDirError('DATA_DIR_INCOMPATIBLE', `the data file ${path} belongs to another program`);
}

/** Checks the format version. Writes it into a new file, and into an old file that has none. */
function checkFormat(catalog: Database<Buffer, string>, path: string): void {
  const found = catalog.get('format')?.toString();
  if (found === undefined) catalog.putSync('format', Buffer.from(format));
  else if (found !== format) {
    throw new DataDirError(
      'DATA_DIR_INCOMPATIBLE',
      `the data file ${path} has format ${found}; this version reads format ${format}`,
    );
  }
}

/**
 * Checks whether an error is a failed commit of LMDB.
 * LMDB rejects several promises for one failure, and some of them are never awaited.
 */
export function isFailedCommit(error: unknown): boolean {
  if (!(error instanceof Error && 'commitError' in error)) return false;
  // The promise rejects with the same error, so its rejection is ignored.
  if (error.commitError instanceof Promise) error.commitError.catch(() => undefined);
  return true;
}

/** Returns the range of all keys of a collection or index. */
export function keyspace(id: number): KeyRange {
  return { from: keyspacePrefix(id), to: keyspacePrefix(id + 1) };
}

export function keyspacePrefix(id: number): Buffer {
  const prefix = Buffer.allocUnsafe(4);
  prefix.writeUInt32BE(id);
  return prefix;
}
