import { type DatabaseCall, recordDatabaseCalls } from './repository-calls.ts';

/** How many calls a piece of work makes to each collection of the store. */
export async function countQueries(work: () => Promise<void>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const call of await recordDatabaseCalls(work)) {
    if (!isBySelf(call)) counts[call.collection] = (counts[call.collection] ?? 0) + 1;
  }
  return counts;
}

/** A server looks by itself now and then whether there are webhooks. */
function isBySelf({ collection, args: [filter] }: DatabaseCall): boolean {
  return collection === 'webhooks' && 'enabled' in (filter as object);
}
