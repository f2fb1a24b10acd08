import type { FieldError } from '../../common/errors/app-error.ts';
import { type AccountScope, inScope } from '../directory/principal.ts';
import type { FlowChannels } from '../sessions/enums.ts';
import type { SessionEventKinds } from '../sessions/pending-event.ts';
import type { SessionEvent } from './session-event.ts';

/**
 * Which events are meant. Everything given has to hold; null and absent say nothing; of a list one has to fit, so an
 * empty list fits nothing. Only what an event itself says counts, so that reading it later finds the same.
 */
export interface EventCriteria {
  readonly kinds?: readonly SessionEventKinds[] | null;
  readonly sessionIds?: readonly string[] | null;
  readonly accountIds?: readonly string[] | null;
  readonly customerIds?: readonly string[] | null;
  readonly endpointIds?: readonly string[] | null;
  readonly channel?: readonly FlowChannels[] | null;
  /** Of a member: `user:ID` or an e-mail address; any of these. */
  readonly members?: readonly string[] | null;
}

const maxListed = 1_000;
const lists = ['kinds', 'sessionIds', 'accountIds', 'customerIds', 'endpointIds', 'channel', 'members'] as const;

/** @returns the faults, each with the path of its field */
export function checkEventCriteria(criteria: EventCriteria): FieldError[] {
  return lists.flatMap((name) => {
    if ((criteria[name]?.length ?? 0) <= maxListed) return [];
    const fieldName = `filter.${name}`;
    return [{ fieldName, errorCode: 'Length', message: `${fieldName} must list at most ${maxListed}.` }];
  });
}

/** The criteria as a test of events in memory, which finds what the store would find. */
export function eventMatcher(scope: AccountScope, criteria: EventCriteria): (event: SessionEvent) => boolean {
  const { kinds, sessionIds, accountIds, customerIds, endpointIds, channel, members } = criteria;
  const isIn = (ids: readonly string[] | null | undefined): ((id: string | null) => boolean) => {
    if (!ids) return () => true;
    const known = new Set(ids.map((id) => id.toLowerCase()));
    return (id) => id !== null && known.has(id);
  };
  const [session, account, customer, endpoint] = [sessionIds, accountIds, customerIds, endpointIds].map(isIn);
  return ({ sessionId, accountId, attributes, detail }) =>
    inScope(scope, accountId) &&
    (kinds?.includes(detail.kind) ?? true) &&
    session?.(sessionId) === true &&
    account?.(accountId) === true &&
    customer?.(attributes.customerId) === true &&
    endpoint?.(attributes.endpointId) === true &&
    (channel?.includes(attributes.channel) ?? true) &&
    (members?.some((identity) => attributes.identities.includes(identity)) ?? true);
}
