import mongoose from 'mongoose';

/** A database call as mongoose reports it. */
export interface DatabaseCall {
  readonly collection: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Records the database calls during `work`, in order. The calls include those of background jobs of the server. */
export async function recordDatabaseCalls(work: () => Promise<unknown>): Promise<DatabaseCall[]> {
  const calls: DatabaseCall[] = [];
  mongoose.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    calls.push({ collection, method, args });
  });
  try {
    await work();
  } finally {
    mongoose.set('debug', false);
  }
  return calls;
}

export type Find = readonly [filter: object, options: FindOptions];

export interface FindOptions {
  readonly sort: object;
  readonly limit: number;
  readonly projection?: Readonly<Record<string, unknown>>;
}

/** Records the finds for pages of sessions during `work`. */
export function sessionFinds(work: () => Promise<unknown>): Promise<Find[]> {
  return findsIn('sessions', work);
}

/** Records the finds with a limit in a collection during `work`. */
export async function findsIn(name: string, work: () => Promise<unknown>): Promise<Find[]> {
  const calls = await recordDatabaseCalls(work);
  const finds = calls.filter(({ collection, method }) => collection === name && method === 'find');
  // the outbox sweeper may run at the same time; its finds have no limit
  return finds.map(({ args }) => args as unknown as Find).filter(([, { limit }]) => limit);
}
