import { expect } from 'vitest';
import { type EventFragment, ReadSessionEventsDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from './graphql-client.ts';

/** Waits for `count` events of a session or filter. The relay delivers events after the response to the change. */
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
