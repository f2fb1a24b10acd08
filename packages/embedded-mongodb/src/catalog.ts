import { deserialize, serialize } from 'bson';
import { keyspace, type Storage } from './storage.ts';
import { StoreError } from './store-error.ts';
import type { Doc } from './values.ts';

/** An index as it is kept: MongoDB's own description, and what planning needs to know of its entries. */
export interface IndexSpec {
  readonly id: number;
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression?: Doc;
  expireAfterSeconds?: number;
  /** Some document has several entries: order and counts of entries are not those of documents. */
  multikey: boolean;
  /** The paths with arrays that make it so; absent where they were not kept: it may be any of them. */
  multikeyPaths?: readonly string[];
  /** Some entry was cut to LMDB's key length: its order is only that of its first bytes. */
  inexact: boolean;
  /** Being built: writes keep it up to date, queries do not use it yet. */
  building: boolean;
}

/** Of the catalog keys that name dropped collections and indexes whose entries are still there. Part of the file format. */
const droppedPrefix = 'condemned:';

/** The paths by which documents may have several entries. */
export function multikeyPathsOf({ multikey, multikeyPaths, key }: IndexSpec): readonly string[] {
  return multikey ? (multikeyPaths ?? Object.keys(key)) : [];
}

/** A collection as it is kept. `_id_` is its first index and lives in the documents table itself. */
export interface CollectionSpec {
  readonly db: string;
  readonly name: string;
  readonly id: number;
  readonly indexes: IndexSpec[];
}

/** Databases, collections and indexes: in memory, and written through in the caller's transaction. */
export class Catalog {
  readonly #storage: Storage;
  readonly #collections = new Map<string, CollectionSpec>();
  #lastId = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#read();
    storage.onUndone(() => this.#read());
  }

  /** Takes everything from disk. Who holds a description goes on with the same object, as it is there. */
  #read(): void {
    const before = new Map(this.#collections);
    this.#collections.clear();
    for (const { key, value } of this.#storage.catalog.getRange({ start: 'collection:', end: 'collection;' })) {
      const name = key.slice('collection:'.length);
      const spec = readSpec(value);
      this.#collections.set(name, sameCollection(before.get(name), spec) ?? spec);
    }
    this.#lastId = this.#storage.catalog.get('lastId')?.readUInt32BE(0) ?? 0;
  }

  find(db: string, name: string): CollectionSpec | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  inDatabase(db: string): CollectionSpec[] {
    return [...this.#collections.values()].filter((spec) => spec.db === db);
  }

  all(): CollectionSpec[] {
    return [...this.#collections.values()];
  }

  /** Finds or makes a collection; only inside a write. Throws InvalidNamespace. */
  ensure(db: string, name: string): CollectionSpec {
    const existing = this.find(db, name);
    if (existing) return existing;
    checkNamespace(db, name);
    const id = this.nextId();
    const idIndex: IndexSpec = {
      id,
      name: '_id_',
      key: { _id: 1 },
      unique: true,
      sparse: false,
      multikey: false,
      inexact: false,
      building: false,
    };
    const spec: CollectionSpec = { db, name, id, indexes: [idIndex] };
    this.#collections.set(`${db}.${name}`, spec);
    this.save(spec);
    return spec;
  }

  /** A number never used before, for a collection or an index; only inside a write. */
  nextId(): number {
    this.#lastId += 1;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#lastId);
    this.#storage.catalog.put('lastId', bytes);
    return this.#lastId;
  }

  /** Keeps a changed description; only inside a write. */
  save(spec: CollectionSpec): void {
    // dropped in the meantime: saving would restore it
    if (this.find(spec.db, spec.name) !== spec) return;
    this.#storage.catalog.put(`collection:${spec.db}.${spec.name}`, Buffer.from(serialize(spec)));
  }

  /** Drops a collection. `purgeDropped` removes its keys, at the next start if the process crashes. Only inside a write. */
  drop(spec: CollectionSpec): void {
    this.#collections.delete(`${spec.db}.${spec.name}`);
    this.#storage.catalog.remove(`collection:${spec.db}.${spec.name}`);
    for (const index of spec.indexes) this.#markDropped(index.id);
  }

  /** Drops an index, as `drop` does a collection. Only inside a write. */
  dropIndex(spec: CollectionSpec, index: IndexSpec): void {
    const at = spec.indexes.indexOf(index);
    if (at < 0) return;
    spec.indexes.splice(at, 1);
    this.save(spec);
    this.#markDropped(index.id);
  }

  #markDropped(id: number): void {
    this.#storage.catalog.put(`${droppedPrefix}${id}`, Buffer.alloc(1));
  }

  /** Removes the keys of all dropped collections and indexes. */
  async purgeDropped(): Promise<void> {
    for (const key of [...this.#storage.catalog.getKeys({ start: droppedPrefix, end: 'condemned;' })]) {
      const range = keyspace(Number(key.slice(droppedPrefix.length)));
      await this.#storage.purge(this.#storage.documents, range);
      await this.#storage.purge(this.#storage.entries, range);
      await this.#storage.write(() => this.#storage.catalog.remove(key));
    }
  }

  /** Drops indexes whose build was interrupted by a crash: the command that builds them was never acknowledged. */
  async dropUnfinished(): Promise<void> {
    await this.#storage.write(() => {
      for (const spec of this.all()) {
        for (const index of spec.indexes.filter((one) => one.building)) this.dropIndex(spec, index);
      }
    });
    await this.purgeDropped();
  }
}

function readSpec(bytes: Buffer): CollectionSpec {
  // written by `save` from this very type
  return deserialize(bytes) as CollectionSpec;
}

/** @returns `known` with all that `stored` says; undefined when it is another collection */
function sameCollection(known: CollectionSpec | undefined, stored: CollectionSpec): CollectionSpec | undefined {
  if (known?.id !== stored.id) return undefined;
  const indexes = stored.indexes.map((index) => {
    const held = known.indexes.find(({ id }) => id === index.id);
    if (!held) return index;
    delete held.multikeyPaths;
    delete held.expireAfterSeconds;
    return Object.assign(held, index);
  });
  known.indexes.splice(0, known.indexes.length, ...indexes);
  return known;
}

function checkNamespace(db: string, name: string): void {
  const badDb = db === '' || db.length > 63 || /[/\\. "$\0]/.test(db);
  const badName = name === '' || name.length > 235 || /[$\0]/.test(name) || /^\.|\.$|\.\./.test(name);
  if (badDb || badName || name.startsWith('system.')) {
    throw new StoreError(73, `Invalid namespace specified '${db}.${name}'`);
  }
}
