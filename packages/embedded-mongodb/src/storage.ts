import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { StoreError } from './store-error.ts';

/** LMDB takes keys of 1978 bytes; this leaves room for the keyspace and for the record key after an index key. */
export const keyLimits = { record: 640, index: 1_200 } as const;

const purgeBatch = 2_000;

/** What is written of a command at a time, in milliseconds: as long as that lasts nobody else is answered. */
const writeMillis = 2;

export type Table = Database<Buffer, Buffer>;

/** A stretch of keys, `from` included and `to` not. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** The ordered durable tables. Collections and indexes share them, told apart by the first four bytes of a key. */
export class Storage {
  readonly #root: RootDatabase<Buffer, Buffer>;
  readonly catalog: Database<Buffer, string>;
  readonly documents: Table;
  readonly entries: Table;
  #onUndone: () => void = () => undefined;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // Without overlappingSync a commit is plain LMDB: data synced, then the page that makes it visible. A transaction's
    // promise thus resolves when the write is on disk; those that wait meanwhile share the next sync.
    this.#root = open({ path: join(dataDir, 'store.mdb'), overlappingSync: false, maxDbs: 8, encoding: 'binary' });
    // the folder may have been there before, open to others
    chmodSync(join(dataDir, 'store.mdb'), 0o600);
    this.catalog = this.#root.openDB({ name: 'catalog', encoding: 'binary' });
    this.documents = this.#root.openDB({ name: 'documents', encoding: 'binary', keyEncoding: 'binary' });
    this.entries = this.#root.openDB({ name: 'entries', encoding: 'binary', keyEncoding: 'binary' });
  }

  /** Has a listener told when writes came to nothing: what it keeps in memory of them is wrong then. There is one. */
  onUndone(listener: () => void): void {
    this.#onUndone = listener;
  }

  /**
   * Runs `change` as (a part of) one atomic transaction; resolves once it is on disk. What it throws is not undone.
   * @throws OutOfDiskSpace, with nothing written, when the disk did not take it
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
   * Runs `change` for each of the items, in transactions short enough to let others write between them. When it says `stop`, what was
   * done is kept and the rest is left.
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

  /** As `write`, on the calling thread and safe against other processes. */
  writeNow<T>(change: () => T): T {
    return this.#root.transactionSync(change);
  }

  /** Removes all keys of a range, in transactions short enough to let others write between them. */
  async purge(table: Table, range: KeyRange): Promise<void> {
    for (let removed = purgeBatch; removed === purgeBatch; ) {
      removed = await this.write(() => {
        const keys = [...table.getKeys({ start: range.from, end: range.to, limit: purgeBatch })];
        for (const key of keys) table.remove(key);
        return keys.length;
      });
    }
  }

  /** Waits for what is being written and closes the files. */
  close(): Promise<void> {
    return this.#root.close();
  }
}

/** Whether LMDB could not put a transaction on disk. It rejects several promises for that, some of which nobody holds. */
export function isFailedCommit(error: unknown): boolean {
  if (!(error instanceof Error && 'commitError' in error)) return false;
  // it only says so again
  if (error.commitError instanceof Promise) error.commitError.catch(() => undefined);
  return true;
}

/** All keys of the collection or index `id`. */
export function keyspace(id: number): KeyRange {
  return { from: keyspacePrefix(id), to: keyspacePrefix(id + 1) };
}

export function keyspacePrefix(id: number): Buffer {
  const prefix = Buffer.allocUnsafe(4);
  prefix.writeUInt32BE(id);
  return prefix;
}
