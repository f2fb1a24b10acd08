import { type DatabaseCall, recordDatabaseCalls } from './repository-calls.ts';

/** Counts the database calls of `work` by collection. */
export async function countQueries(work: () => Promise<void>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const call of await recordDatabaseCalls(work)) {
    if (!isBySelf(call)) counts[call.collection] = (counts[call.collection] ?? 0) + 1;
  }
  return counts;
}

/** Reports whether a call is the server's own periodic query for enabled webhooks. */
function isBySelf({ collection, args: [filter] }: DatabaseCall): boolean {
  return collection === 'webhooks' && 'enabled' in (filter as object);
}
