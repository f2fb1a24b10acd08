import type { SessionRecord } from './record.ts';

/** Fields that session lists in GraphQL can be ordered by; the keys are the names in the contract. */
export const SessionOrderField = {
  DateCreated: 'dateCreated',
  DateLastModified: 'dateLastModified',
  DateCompleted: 'dateCompleted',
} as const;
export type SessionOrderField = (typeof SessionOrderField)[keyof typeof SessionOrderField];

/** The sort directions, with the vendor's names. */
export const SortOrders = { Ascend: 'Ascend', Descend: 'Descend' } as const;
export type SortOrders = keyof typeof SortOrders;

/**
 * Fields of a session that REST lists can be ordered by: all of SessionInfo that the session itself stores as one value.
 * Only those of {@link SessionOrderField} have an index.
 */
export const sessionSortFields = [
  'id',
  'dateCreated',
  'dateLastModified',
  'createdBy',
  'lastModifiedBy',
  'dialState',
  'callState',
  'queueState',
  'accountId',
  'customerId',
  'endpointId',
  'dateCompleted',
  'destination',
  'toAddress',
  'fromAddress',
  'fromName',
  'answeredByName',
  'queueMemberId',
  'channel',
  'ended',
  'outcome',
  'callSid',
  'consoleData',
  'holdQueueName',
  'heldByUserId',
  'holdReason',
  'conferenceSid',
  'displayName',
  'callbackNumber',
  'answeredById',
  'direction',
  'fromPhoneNumber',
  'mostRecentParticipantCallSid',
  'wasMissed',
  'ringQueueId',
] as const satisfies readonly (keyof SessionRecord)[];
export type SessionSortField = (typeof sessionSortFields)[number];

/** Order of a session list. Ties are broken by id in the same direction, so that every keyset position is unique. */
export interface SessionOrder {
  readonly field: SessionSortField;
  readonly direction: SortOrders;
}

export const newestFirst: SessionOrder = { field: 'dateCreated', direction: 'Descend' };
