import type { Stream } from './plan-ranges.ts';
import type { Plan } from './planner.ts';
import type { KeyRange, Storage, Table } from './storage.ts';
import { StoredDocument } from './stored-document.ts';

const firstChunk = 64;
const laterChunk = 512;

/** What a scan did, for explain. */
export interface ScanCounts {
  keys: number;
  documents: number;
}

interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/**
 * The documents of a plan, unchecked, each once. Keys are read in chunks and no LMDB cursor stays open between them, so
 * a scan may rest for as long as a client likes and holds no snapshot; a document removed meanwhile is passed over.
 */
export function* scan(
  storage: Storage,
  plan: Plan,
  counts: ScanCounts = { keys: 0, documents: 0 },
): Generator<StoredDocument> {
  if (plan.keys) {
    for (const key of plan.keys) {
      const bytes = storage.documents.get(key);
      counts.keys++;
      if (bytes) counts.documents++;
      if (bytes) yield new StoredDocument(key, bytes);
    }
    return;
  }
  const isPrimary = plan.index.name === '_id_';
  const table = isPrimary ? storage.documents : storage.entries;
  const seen = plan.index.multikey ? new Set<string>() : undefined;
  const collection = plan.collectionPrefix;
  for (const { key, value } of mergedEntries(table, plan)) {
    counts.keys++;
    if (isPrimary) {
      counts.documents++;
      yield new StoredDocument(key, value);
      continue;
    }
    if (seen) {
      const record = value.toString('latin1');
      if (seen.has(record)) continue;
      seen.add(record);
    }
    const documentKey = Buffer.concat([collection, value]);
    const bytes = storage.documents.get(documentKey);
    if (!bytes) continue;
    counts.documents++;
    yield new StoredDocument(documentKey, bytes);
  }
}

/** How many entries the plan's ranges hold; nothing is read but keys. */
export function countEntries(storage: Storage, plan: Plan): number {
  const table = plan.index.name === '_id_' ? storage.documents : storage.entries;
  let count = 0;
  for (const { ranges } of plan.streams) {
    for (const { from, to } of ranges) count += table.getKeysCount({ start: from, end: to });
  }
  return count;
}

function* mergedEntries(table: Table, plan: Plan): Generator<Entry> {
  const streams = plan.streams.map((stream) => new StreamReader(table, stream, plan.reverse));
  const [only] = streams;
  if (only && streams.length === 1) {
    for (let entry = only.current(); entry; entry = only.advance()) yield entry;
    return;
  }
  const sign = plan.reverse ? -1 : 1;
  let open = streams.filter((stream) => stream.current());
  while (open.length > 0) {
    const next = open.reduce((least, stream) => (sign * compareSuffixes(stream, least) < 0 ? stream : least));
    const entry = next.current();
    if (entry) yield entry;
    if (!next.advance()) open = open.filter((stream) => stream !== next);
  }
}

function compareSuffixes(a: StreamReader, b: StreamReader): number {
  const left = a.current();
  const right = b.current();
  if (!left || !right) return 0;
  return left.key.compare(right.key, b.shared, right.key.length, a.shared, left.key.length);
}

/** Reads one stream chunk by chunk, remembering only the last key. */
class StreamReader {
  readonly shared: number;
  readonly #entries: Generator<Entry>;
  #current: Entry | undefined;

  constructor(table: Table, stream: Stream, reverse: boolean) {
    this.shared = stream.shared;
    this.#entries = entriesOf(table, reverse ? stream.ranges.toReversed() : stream.ranges, reverse);
    this.advance();
  }

  current(): Entry | undefined {
    return this.#current;
  }

  advance(): Entry | undefined {
    const { done, value } = this.#entries.next();
    this.#current = done ? undefined : value;
    return this.#current;
  }
}

function* entriesOf(table: Table, ranges: readonly KeyRange[], reverse: boolean): Generator<Entry> {
  let limit = firstChunk;
  for (const range of ranges) {
    let after: Buffer | undefined;
    while (true) {
      const chunk = readChunk(table, range, { after, reverse, limit });
      yield* chunk;
      if (chunk.length < limit) break;
      after = chunk.at(-1)?.key;
      limit = laterChunk;
    }
  }
}

function readChunk(
  table: Table,
  range: KeyRange,
  options: { after: Buffer | undefined; reverse: boolean; limit: number },
): Entry[] {
  const { after, reverse, limit } = options;
  const bounds = reverse
    ? { start: after ?? range.to, end: range.from, exclusiveStart: true, inclusiveEnd: true }
    : { start: after ?? range.from, end: range.to, exclusiveStart: after !== undefined };
  return [...table.getRange({ ...bounds, reverse, limit })];
}
