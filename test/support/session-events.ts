import { expect } from 'vitest';
import { type EventFragment, ReadSessionEventsDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from './graphql-client.ts';

/** The events of one session, or of a filter, once there are so many: they come a moment after the answer to the change. */
export async function eventsOf(
  url: string,
  filter: string | Record<string, unknown>,
  count: number,
  headers = as('admin@acme.test'),
): Promise<readonly EventFragment[]> {
  const variables = { filter: typeof filter === 'string' ? { sessionIds: [filter] } : filter, first: 100 };
  let events: readonly EventFragment[] = [];
  await expect
    .poll(
      async () => {
        events = (await dataOf(url, ReadSessionEventsDocument, variables, headers)).sessionEvents.nodes;
        return events.length;
      },
      { timeout: 10_000, interval: 20 },
    )
    .toBeGreaterThanOrEqual(count);
  return events;
}
