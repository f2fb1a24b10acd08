import type { Model, mongo } from 'mongoose';
import type { HeavySessionField } from '../../../domain/sessions/list-repository.ts';
import type { SessionRecord } from '../../../domain/sessions/record.ts';
import type { Filter } from '../client/filters.ts';
import { readOptions } from '../client/operation-deadlines.ts';
import { parseSession } from './mapping.ts';
import type { SessionDocument } from './model.ts';

/** What nobody is shown. */
const hidden = { outbox: 0, idempotency: 0 } as const;

interface ReadOptions extends Pick<mongo.FindOptions, 'sort' | 'skip' | 'limit'> {
  readonly omit?: readonly HeavySessionField[];
}

/**
 * Sessions by the driver's own collection, for mongoose takes as long to make a query as the store to answer it.
 * @param filter of values that are what the paths hold: nothing is cast
 */
export async function findSessions(
  model: Model<SessionDocument>,
  filter: Filter,
  { omit = [], ...options }: ReadOptions = {},
): Promise<SessionRecord[]> {
  const sessions = model.collection as unknown as mongo.Collection<SessionDocument>;
  // in one answer, whatever the limit
  const batchSize = options.limit ?? 1_000;
  const found = sessions.find(filter as mongo.Filter<SessionDocument>, {
    ...options,
    projection: { ...hidden, ...Object.fromEntries(omit.map((part) => [part, 0])) },
    batchSize,
    raw: true,
    ...readOptions(),
  });
  return ((await found.toArray()) as unknown as Buffer[]).map((bytes) => parseSession(bytes));
}
