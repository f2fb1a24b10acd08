import mongoose from 'mongoose';

/** How many calls a piece of work makes to each collection of the store. */
export async function countQueries(work: () => Promise<void>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  mongoose.set('debug', (collection: string, _method: string, filter: object) => {
    if (isBySelf(collection, filter)) return;
    counts[collection] = (counts[collection] ?? 0) + 1;
  });
  try {
    await work();
  } finally {
    mongoose.set('debug', false);
  }
  return counts;
}

/** A server looks by itself now and then whether there are webhooks. */
function isBySelf(collection: string, filter: object): boolean {
  return collection === 'webhooks' && 'enabled' in filter;
}
