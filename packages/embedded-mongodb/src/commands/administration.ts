import { serialize } from 'bson';
import type { CollectionSpec } from '../catalog.ts';
import { maxDocumentBytes } from '../collection.ts';
import { compileFilter } from '../query.ts';
import { keyspace } from '../storage.ts';
import { StoreError } from '../store-error.ts';
import { type Doc, isDoc } from '../values.ts';
import { maxMessageBytes } from '../wire.ts';
import type { Answer, Command, CommandDefinition, Store } from './command.ts';
import { openCursor } from './reading.ts';

/** The MongoDB whose wire protocol and commands are spoken. */
const version = { text: '8.0.0', parts: [8, 0, 0, 0], maxWireVersion: 25 } as const;

function hello(): Answer {
  return {
    isWritablePrimary: true,
    ismaster: true,
    helloOk: true,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: version.maxWireVersion,
    readOnly: false,
  };
}

function listDatabases(command: Command, store: Store): Answer {
  const matches = compileFilter(command.doc('filter'));
  const names = [...new Set(store.catalog.all().map((spec) => spec.db))].sort();
  const databases = names
    .map((name) => ({ name, sizeOnDisk: databaseSize(store, name), empty: false }))
    .filter((database) => matches(database));
  if (command.body.nameOnly === true) return { databases: databases.map(({ name }) => ({ name })) };
  return { databases, totalSize: databases.reduce((sum, one) => sum + one.sizeOnDisk, 0) };
}

function listCollections(command: Command, store: Store): Promise<Answer> {
  const matches = compileFilter(command.doc('filter'));
  const collections = store.catalog
    .inDatabase(command.db)
    .map(
      ({ name }): Doc => ({
        name,
        type: 'collection',
        options: {},
        info: { readOnly: false },
        idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
      }),
    )
    .filter(matches)
    .map((one) => serialize(command.body.nameOnly === true ? { name: one.name, type: one.type } : one));
  const ns = `${command.db}.$cmd.listCollections`;
  return openCursor(command, store, collections[Symbol.iterator](), { batchSize: batchSizeOf(command), ns });
}

/** The batch size inside a `cursor` option. */
export function batchSizeOf(command: Command): number | undefined {
  const { cursor } = command.body;
  return isDoc(cursor) && typeof cursor.batchSize === 'number' ? cursor.batchSize : undefined;
}

async function create(command: Command, store: Store): Promise<Answer> {
  if (store.catalog.find(command.db, command.collection)) {
    throw new StoreError(48, `Collection ${command.ns} already exists.`);
  }
  await store.storage.write(() => store.catalog.ensure(command.db, command.collection));
  return {};
}

async function dropCollections(store: Store, specs: readonly CollectionSpec[]): Promise<void> {
  await store.storage.write(() => {
    for (const spec of specs) store.catalog.drop(spec);
  });
  await store.catalog.purgeDropped();
}

async function drop(command: Command, store: Store): Promise<Answer> {
  const spec = store.catalog.find(command.db, command.collection);
  if (!spec) return { ns: command.ns };
  const nIndexesWas = spec.indexes.length;
  await dropCollections(store, [spec]);
  return { ns: command.ns, nIndexesWas };
}

async function dropDatabase(command: Command, store: Store): Promise<Answer> {
  const specs = store.catalog.inDatabase(command.db);
  await dropCollections(store, specs);
  return specs.length > 0 ? { dropped: command.db } : {};
}

/** Bytes of all documents of a database. */
function databaseSize(store: Store, db: string): number {
  let size = 0;
  for (const { id } of store.catalog.inDatabase(db)) {
    const { from, to } = keyspace(id);
    for (const { value } of store.storage.documents.getRange({ start: from, end: to })) size += value.length;
  }
  return size;
}

const helloDefinition: CommandDefinition = {
  options: [
    'helloOk',
    'client',
    'compression',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'topologyVersion',
    'maxAwaitTimeMS',
    'backpressure',
  ],
  run: hello,
};
const nothing: CommandDefinition = { options: [], run: () => ({}) };

export const administrationCommands: Readonly<Record<string, CommandDefinition>> = {
  hello: helloDefinition,
  isMaster: helloDefinition,
  ismaster: helloDefinition,
  ping: nothing,
  endSessions: nothing,
  refreshSessions: nothing,
  killSessions: nothing,
  buildInfo: {
    options: [],
    run: () => ({
      version: version.text,
      versionArray: version.parts,
      gitVersion: '',
      modules: [],
      bits: 64,
      maxBsonObjectSize: maxDocumentBytes,
    }),
  },
  connectionStatus: {
    options: ['showPrivileges'],
    run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
  },
  listDatabases: { options: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  listCollections: { options: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'], run: listCollections },
  create: { options: ['autoIndexId', 'idIndex'], run: create },
  drop: { options: [], run: drop },
  dropDatabase: { options: [], run: dropDatabase },
};
