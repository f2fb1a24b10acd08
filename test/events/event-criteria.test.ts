import { expect, it } from 'vitest';
import { type EventCriteria, eventMatcher } from '../../src/domain/events/criteria.ts';
import { someEvent } from '../support/some-event.ts';

const { accountId, sessionId } = someEvent();
const customerId = 'c05000000000000000000001';
const attributes = {
  channel: 'Voice',
  customerId,
  endpointId: null,
  identities: ['user:1', 'ann@example.com'],
} as const;

it.each<[EventCriteria, boolean]>([
  [{}, true],
  [{ kinds: null, sessionIds: null, members: null }, true],
  [{ kinds: ['SessionLogAdded', 'SessionEnded'] }, true],
  [{ kinds: ['SessionEnded'] }, false],
  [{ kinds: [] }, false],
  [{ sessionIds: [sessionId.toUpperCase()] }, true],
  [{ sessionIds: [accountId] }, false],
  [{ accountIds: [accountId] }, true],
  [{ accountIds: [] }, false],
  [{ customerIds: ['x', customerId] }, true],
  [{ customerIds: ['x'] }, false],
  [{ endpointIds: [customerId] }, false],
  [{ channel: ['Voice'] }, true],
  [{ channel: ['Chat'] }, false],
  [{ members: ['ann@example.com'] }, true],
  [{ members: ['bob@example.com'] }, false],
  [{ channel: ['Voice'], members: ['bob@example.com'] }, false],
])('%j fits an event: %s', (criteria, expected) => {
  expect(eventMatcher([accountId], criteria)(someEvent({ attributes }))).toBe(expected);
});

it('fits nothing of other accounts', () => {
  expect(eventMatcher(['acc000000000000000000002'], {})(someEvent({ attributes }))).toBe(false);
  expect(eventMatcher('all', {})(someEvent({ attributes }))).toBe(true);
});
