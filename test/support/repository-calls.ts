import mongoose from 'mongoose';

/** A call that is sent to the store, as mongoose tells of it. */
export interface DatabaseCall {
  readonly collection: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The calls that a piece of work makes to the store, in their order; those that a server makes by itself meanwhile are among them. */
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

/** The pages of sessions that a piece of work asks the store for. */
export async function sessionFinds(work: () => Promise<unknown>): Promise<Find[]> {
  const calls = await recordDatabaseCalls(work);
  const finds = calls.filter(({ collection, method }) => collection === 'sessions' && method === 'find');
  // the sweep of the outboxes, which asks for no page, may run at the same time
  return finds.map(({ args }) => args as unknown as Find).filter(([, { limit }]) => limit);
}
