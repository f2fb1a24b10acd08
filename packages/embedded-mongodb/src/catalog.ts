import { deserialize, serialize } from 'bson';
import { keyspace, type Storage } from './storage.ts';
import { StoreError } from './store-error.ts';
import type { Doc } from './values.ts';

/** A stored index: the index description of MongoDB, plus the properties of its entries that the planner needs. */
export interface IndexSpec {
  readonly id: number;
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression?: Doc;
  expireAfterSeconds?: number;
  /** Some document has several entries, so entries differ from documents in order and in number. */
  multikey: boolean;
  /** The paths with arrays that make the index multikey. If absent, any path of the key may be one. */
  multikeyPaths?: readonly string[];
  /** Some entry was truncated to the key limit, so only its first bytes are in order. */
  inexact: boolean;
  /** The index is being built: writes keep it up to date, queries do not use it yet. */
  building: boolean;
}

/**
 * Prefix of the catalog keys of dropped collections and indexes whose entries are not purged yet.
 * Part of the file format.
 */
const droppedPrefix = 'condemned:';

/** Returns the paths that can give a document several entries. */
export function multikeyPathsOf({ multikey, multikeyPaths, key }: IndexSpec): readonly string[] {
  return multikey ? (multikeyPaths ?? Object.keys(key)) : [];
}

/** A stored collection. `_id_` is its first index; its entries are the keys of the documents table. */
export interface CollectionSpec {
  readonly db: string;
  readonly name: string;
  readonly id: number;
  readonly indexes: IndexSpec[];
}

/** Databases, collections and indexes, held in memory and written through in the transaction of the caller. */
export class Catalog {
  readonly #storage: Storage;
  readonly #collections = new Map<string, CollectionSpec>();
  #lastId = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#read();
    storage.onUndone(() => this.#read());
  }

  /** Loads everything from disk. Existing spec objects are updated in place, so that references to them stay valid. */
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

  /**
   * Finds or creates a collection. Must run inside a write.
   * @throws InvalidNamespace for an invalid database or collection name
   */
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

  /** Allocates an unused id for a collection or an index. Must run inside a write. */
  nextId(): number {
    this.#lastId += 1;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#lastId);
    this.#storage.catalog.putSync('lastId', bytes);
    return this.#lastId;
  }

  /** Stores a changed spec. Must run inside a write. */
  save(spec: CollectionSpec): void {
    // The collection may have been dropped in the meantime; saving would restore it.
    if (this.find(spec.db, spec.name) !== spec) return;
    this.#storage.catalog.putSync(`collection:${spec.db}.${spec.name}`, Buffer.from(serialize(spec)));
  }

  /**
   * Drops a collection. Must run inside a write.
   * `purgeDropped` removes its keys, at the next start if the process crashes before.
   */
  drop(spec: CollectionSpec): void {
    this.#collections.delete(`${spec.db}.${spec.name}`);
    this.#storage.catalog.removeSync(`collection:${spec.db}.${spec.name}`);
    for (const index of spec.indexes) this.#markDropped(index.id);
  }

  /** Drops an index; `purgeDropped` removes its keys. Must run inside a write. */
  dropIndex(spec: CollectionSpec, index: IndexSpec): void {
    const at = spec.indexes.indexOf(index);
    if (at < 0) return;
    spec.indexes.splice(at, 1);
    this.save(spec);
    this.#markDropped(index.id);
  }

  #markDropped(id: number): void {
    this.#storage.catalog.putSync(`${droppedPrefix}${id}`, Buffer.alloc(1));
  }

  /** Removes the keys of all dropped collections and indexes. */
  async purgeDropped(): Promise<void> {
    for (const key of [...this.#storage.catalog.getKeys({ start: droppedPrefix, end: 'condemned;' })]) {
      const range = keyspace(Number(key.slice(droppedPrefix.length)));
      await this.#storage.purge(this.#storage.documents, range);
      await this.#storage.purge(this.#storage.entries, range);
      await this.#storage.write(() => this.#storage.catalog.removeSync(key));
    }
  }

  /** Drops indexes whose build was interrupted by a crash. The command that built them was never acknowledged. */
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
  // Safe cast: `save` serializes exactly this type.
  return deserialize(bytes) as CollectionSpec;
}

/**
 * Copies the stored spec into the known one.
 * @returns `known`, or undefined if `stored` is another collection
 */
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
