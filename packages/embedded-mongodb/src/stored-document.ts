import type { Doc } from './values.ts';
import { decodePlain } from './wire.ts';

/** One stored document: its key in the documents table, its bytes, and its lazily decoded plain values. */
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

  /** Decodes only the picked fields, or returns the whole document if it is decoded already. */
  read(pick: (bytes: Uint8Array) => Uint8Array): Doc {
    return this.#doc ?? decodePlain(pick(this.bytes));
  }
}
