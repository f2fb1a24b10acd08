import type { Doc } from './values.ts';
import { decodePlain } from './wire.ts';

/** One stored document: its key in the documents table, its bytes, and (read when first asked for) its plain values. */
export class StoredDocument {
  readonly key: Buffer;
  readonly bytes: Uint8Array;
  #doc: Doc | undefined;

  constructor(key: Buffer, bytes: Uint8Array) {
    this.key = key;
    this.bytes = bytes;
  }

  get doc(): Doc {
    this.#doc ??= decodePlain(this.bytes);
    return this.#doc;
  }

  /** Plain values of what is picked from its bytes, unless all were read before. */
  read(pick: (bytes: Uint8Array) => Uint8Array): Doc {
    return this.#doc ?? decodePlain(pick(this.bytes));
  }
}
