import { type Document, Int32 } from 'mongodb';
import { paths, Random, randomDocument } from './random.ts';
import { randomPipeline } from './random-pipelines.ts';
import { anyPath, randomFilter, randomProjection, randomSort } from './random-queries.ts';
import { randomWrite } from './random-updates.ts';

/** Documents with indexes, and commands of which each is asked of just these documents. */
export interface CaseGroup {
  readonly seed: number;
  /** Made of the documents if `indexesFirst` is not set, before them otherwise. */
  readonly indexes: readonly Document[];
  readonly indexesFirst: boolean;
  readonly documents: readonly Document[];
  readonly commands: readonly Document[];
}

export const commandsPerGroup = 20;

function randomIndex(random: Random, at: number): Document {
  const unique = random.chance(0.3);
  // one field that may have arrays, since an index takes no two
  const more = random.chance(0.5) ? [random.pick(['n', 's', 'd', 'm'])] : [];
  const chosen = unique ? ['u'] : new Set([random.pick(paths), ...more]);
  const fields = [...chosen].map((path) => [path, new Int32(random.pick([1, -1]))]);
  const kind = random.below(10);
  const partial = {
    [random.pick(['n', 's', 'm'])]: random.pick([{ $exists: true }, { $gt: new Int32(1) }, { $type: 'string' }]),
  };
  return {
    key: Object.fromEntries(fields),
    name: `index${at}`,
    ...(unique && { unique: true }),
    ...(kind < 2 && { sparse: true }),
    ...(kind > 7 && { partialFilterExpression: partial }),
  };
}

function findCommand(random: Random, documents: readonly Document[]): Document {
  const command: Document = { find: 'c', filter: randomFilter(random, documents), batchSize: new Int32(1_000) };
  if (random.chance(0.4)) {
    command.sort = randomSort(random);
    if (random.chance(0.5)) command.limit = new Int32(1 + random.below(5));
    if (random.chance(0.3)) command.skip = new Int32(random.below(4));
  }
  if (random.chance(0.4)) command.projection = randomProjection(random);
  return command;
}

function randomCommand(random: Random, documents: readonly Document[]): Document {
  const kind = random.below(20);
  if (kind < 7) return findCommand(random, documents);
  // without a filter a count is an estimate
  if (kind === 7) return { count: 'c', query: { m: { $exists: true }, ...randomFilter(random, documents) } };
  if (kind === 8)
    return { distinct: 'c', key: anyPath(random), query: random.chance(0.5) ? {} : randomFilter(random, documents) };
  if (kind < 14) return { aggregate: 'c', pipeline: randomPipeline(random, documents), cursor: {} };
  return randomWrite(random, documents);
}

/** The group of a seed. */
export function caseGroup(seed: number): CaseGroup {
  const random = new Random(seed);
  random.shortest = random.chance(0.7) ? 1 : 0;
  const documents = Array.from({ length: 8 }, (_, at) => randomDocument(random, at));
  const indexes = Array.from({ length: random.below(3) }, (_, at) => randomIndex(random, at));
  random.favourites = indexes.flatMap(({ key }) => Object.keys(key));
  return {
    seed,
    indexes,
    indexesFirst: random.chance(0.7),
    documents,
    commands: Array.from({ length: commandsPerGroup }, () => randomCommand(random, documents)),
  };
}
