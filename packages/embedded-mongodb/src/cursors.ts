import { randomInt } from 'node:crypto';
import type { CooperativeYielder } from './cooperative-yielder.ts';
import { YIELD } from './find-documents.ts';
import { StoreError } from './store-error.ts';

/** BSON documents, one after the other, with pauses between them. */
export type ByteSource = Iterator<Uint8Array | typeof YIELD>;

const maxBatchBytes = 16 * 1024 * 1024;
const idleMillis = 600_000;

export interface Batch {
  readonly documents: Uint8Array[];
  readonly exhausted: boolean;
}

/** Takes up to `size` documents, or as many as fit into one answer. Throws MaxTimeMSExpired. */
export async function takeBatch(source: PeekingSource, size: number, yielder: CooperativeYielder): Promise<Batch> {
  const documents: Uint8Array[] = [];
  let bytes = 0;
  while (documents.length < size) {
    const next = source.peek();
    if (next === undefined) return { documents, exhausted: true };
    if (next === YIELD) await yielder.yieldIfDue();
    else if (documents.length > 0 && bytes + next.length > maxBatchBytes) break;
    else {
      documents.push(next);
      bytes += next.length;
    }
    source.advance();
  }
  return { documents, exhausted: false };
}

/** A source whose next document can be looked at before it is taken: a batch ends before what would overfill it. */
export class PeekingSource {
  readonly #source: ByteSource;
  #next: Uint8Array | typeof YIELD | undefined;
  #peeked = false;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  peek(): Uint8Array | typeof YIELD | undefined {
    if (!this.#peeked) {
      const { done, value } = this.#source.next();
      this.#next = done ? undefined : value;
      this.#peeked = true;
    }
    return this.#next;
  }

  advance(): void {
    this.#peeked = false;
  }
}

export interface OpenCursor {
  readonly ns: string;
  readonly source: PeekingSource;
  lastUsed: number;
}

/** The cursors clients have open; one that nobody asked for in ten minutes is forgotten, as in MongoDB. */
export class Cursors {
  readonly #open = new Map<bigint, OpenCursor>();

  /** Keeps a cursor and returns the number by which it is asked for. */
  add(ns: string, source: PeekingSource): bigint {
    this.closeIdle();
    const id = (BigInt(randomInt(2 ** 31)) << 31n) + BigInt(randomInt(1, 2 ** 31));
    this.#open.set(id, { ns, source, lastUsed: Date.now() });
    return id;
  }

  /** Throws CursorNotFound for one that is exhausted, forgotten or of another collection. */
  get(id: bigint, ns: string): OpenCursor {
    this.closeIdle();
    const cursor = this.#open.get(id);
    if (cursor?.ns !== ns) throw new StoreError(43, `cursor id ${id} not found`);
    cursor.lastUsed = Date.now();
    return cursor;
  }

  remove(id: bigint): boolean {
    return this.#open.delete(id);
  }

  closeIdle(): void {
    const limit = Date.now() - idleMillis;
    for (const [id, cursor] of this.#open) if (cursor.lastUsed < limit) this.#open.delete(id);
  }
}
