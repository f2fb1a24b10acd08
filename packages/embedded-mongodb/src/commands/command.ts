import { onDemand } from 'bson';
import { checkDecodable } from '../bson-check.ts';
import type { Catalog, CollectionSpec } from '../catalog.ts';
import type { Cursors } from '../cursors.ts';
import type { Storage } from '../storage.ts';
import { StoreError, unsupported } from '../store-error.ts';
import { type Doc, isDoc } from '../values.ts';
import { decodePlain, decodeTyped, type Request } from '../wire.ts';

/** All that commands work on. */
export interface Store {
  readonly storage: Storage;
  readonly catalog: Catalog;
  readonly cursors: Cursors;
}

/** The answer: a document to be written as BSON, or BSON already. `ok: 1` is added to the former. */
export type Answer = Doc | Buffer;

export interface CommandDefinition {
  /** The options that are honoured, and those that change nothing here. Any other is refused. */
  readonly options: readonly string[];
  readonly run: (command: Command, store: Store) => Answer | Promise<Answer>;
}

const commonOptions = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'comment',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** What MongoDB knows and this store does not: refused by name, where other unknown options are mistakes. */
const knownElsewhere = new Set([
  'arrayFilters',
  'collation',
  'let',
  'tailable',
  'awaitData',
  'oplogReplay',
  'min',
  'max',
  'returnKey',
  'showRecordId',
  'capped',
  'validator',
  'viewOn',
  'timeseries',
  'encryptedFields',
  'clusteredIndex',
  'bypassEmptyTsReplacement',
]);

const rawFields: Readonly<Record<string, Record<string, boolean>>> = {
  insert: { documents: true },
  update: { updates: true },
  delete: { deletes: true },
};

/** One command as it was sent. */
export class Command {
  readonly name: string;
  readonly body: Doc;
  readonly #request: Request;
  readonly deadline: number;

  constructor(request: Request) {
    this.#request = request;
    this.name = firstName(request.body);
    checkDecodable(request.body);
    this.body = decodePlain(request.body, rawFields[this.name]);
    const maxTime = this.body.maxTimeMS;
    this.deadline = typeof maxTime === 'number' && maxTime > 0 ? Date.now() + maxTime : Number.POSITIVE_INFINITY;
  }

  get db(): string {
    const db = this.body.$db ?? (this.#request.opcode === 'query' ? 'admin' : undefined);
    if (typeof db !== 'string') throw new StoreError(40414, "BSON field 'OpMsg.$db' is missing but a required field");
    return db;
  }

  /** The collection that the command names as its value. Throws InvalidNamespace. */
  get collection(): string {
    const name = this.body[this.name];
    if (typeof name === 'string' && name !== '') return name;
    throw new StoreError(73, `collection name has invalid type or is empty`);
  }

  get ns(): string {
    return `${this.db}.${this.collection}`;
  }

  /** The body once more, numbers and regular expressions with their BSON types. */
  typed(): Doc {
    return decodeTyped(this.#request.body);
  }

  /** The documents of an insert, update or delete, unparsed, from the body or from a section of their own. */
  rawDocuments(field: string): Uint8Array[] {
    const inBody = this.body[field];
    const documents = this.#request.sequences.get(field) ?? (Array.isArray(inBody) ? inBody : undefined);
    if (!documents) throw new StoreError(40414, `BSON field '${this.name}.${field}' is missing but a required field`);
    if (documents.length === 0 || documents.length > 100_000) {
      throw new StoreError(16, `Write batch sizes must be between 1 and 100000. Got ${documents.length} operations.`);
    }
    return documents.map((one) => (one instanceof Uint8Array ? one : Buffer.alloc(0)));
  }

  /** A document-valued option; absent is an empty one. Throws TypeMismatch. */
  doc(name: string): Doc {
    const value = this.body[name] ?? {};
    if (!isDoc(value))
      throw new StoreError(14, `BSON field '${this.name}.${name}' is the wrong type, expected type 'object'`);
    return value;
  }

  /** A whole, not negative number; undefined when absent. Throws TypeMismatch and BadValue. */
  count(name: string): number | undefined {
    const value = this.body[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number')
      throw new StoreError(14, `BSON field '${this.name}.${name}' is the wrong type, expected a number`);
    if (!Number.isInteger(value) || value < 0)
      throw new StoreError(51024, `BSON field '${name}' value must be >= 0, actual value '${value}'`);
    return value;
  }

  /** Refuses what the command does not know. Throws IllegalOperation for transactions. */
  check(definition: CommandDefinition): void {
    if ('txnNumber' in this.body || 'startTransaction' in this.body || 'autocommit' in this.body) {
      throw new StoreError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
    }
    checkOptions(this.body, [this.name, ...definition.options], this.name);
    const { readConcern, writeConcern } = this.body;
    if (isDoc(readConcern) && (readConcern.level === 'snapshot' || readConcern.level === 'linearizable')) {
      throw new StoreError(
        123,
        `node needs to be a replica set member to use readConcern: { level: "${readConcern.level}" }`,
      );
    }
    if (isDoc(writeConcern) && typeof writeConcern.w === 'number' && writeConcern.w > 1) {
      throw new StoreError(2, "cannot use 'w' > 1 when a host is not replicated");
    }
  }
}

/** Refuses fields that are neither in `known` nor common to all commands. A false or empty one asks for nothing. */
export function checkOptions(given: Doc, known: readonly string[], where: string): void {
  for (const [name, value] of Object.entries(given)) {
    if (commonOptions.has(name) || known.includes(name) || value === undefined || value === null) continue;
    if (!knownElsewhere.has(name)) throw new StoreError(40415, `BSON field '${where}.${name}' is an unknown field.`);
    const isSimpleCollation = name === 'collation' && isDoc(value) && value.locale === 'simple';
    const isEmpty = value === false || (isDoc(value) && Object.keys(value).length === 0);
    if (!isSimpleCollation && !isEmpty) throw unsupported(`${where}.${name}`);
  }
}

/** @returns the collection. @throws NamespaceNotFound */
export function requireCollection(store: Store, db: string, name: string): CollectionSpec {
  const spec = store.catalog.find(db, name);
  if (!spec) throw new StoreError(26, `ns not found ${db}.${name}`);
  return spec;
}

function firstName(body: Buffer): string {
  for (const [, name, length] of onDemand.parseToElements(body)) return body.toString('utf8', name, name + length);
  return '';
}
