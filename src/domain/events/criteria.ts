import type { FieldError } from '../../common/errors/app-error.ts';
import { type AccountScope, inScope } from '../directory/principal.ts';
import type { FlowChannels } from '../sessions/enums.ts';
import type { MemberResolver } from '../sessions/member-resolver.ts';
import type { SessionEventKinds } from '../sessions/pending-event.ts';
import type { SessionEvent } from './session-event.ts';

/**
 * Selects events. All given criteria must match; a null or absent criterion matches every event. A list matches when
 * one of its entries does, so an empty list matches nothing.
 *
 * The criteria use only values stored in the event, so a later read of the history selects the same events.
 */
export interface EventCriteria {
  readonly kinds?: readonly SessionEventKinds[] | null;
  readonly sessionIds?: readonly string[] | null;
  readonly accountIds?: readonly string[] | null;
  readonly customerIds?: readonly string[] | null;
  readonly endpointIds?: readonly string[] | null;
  readonly channel?: readonly FlowChannels[] | null;
  /** Members: `user:ID`, the id of a user, an e-mail address or a phone number; one match is enough. */
  readonly members?: readonly string[] | null;
}

const maxListed = 1_000;
const lists = ['kinds', 'sessionIds', 'accountIds', 'customerIds', 'endpointIds', 'channel', 'members'] as const;

/** @returns validation errors, each with the path of its field */
export function checkEventCriteria(criteria: EventCriteria): FieldError[] {
  return lists.flatMap((name) => {
    if ((criteria[name]?.length ?? 0) <= maxListed) return [];
    const fieldName = `filter.${name}`;
    return [{ fieldName, errorCode: 'Length', message: `${fieldName} must have at most ${maxListed} values.` }];
  });
}

/** Replaces the members of the criteria by all their identities; see {@link MemberResolver.identitiesOf}. */
export async function withIdentities(
  resolver: MemberResolver,
  scope: AccountScope,
  criteria: EventCriteria,
): Promise<EventCriteria> {
  const { members } = criteria;
  return members ? { ...criteria, members: await resolver.identitiesOf(scope, members) } : criteria;
}

/**
 * Compiles the criteria into a predicate over events in memory. The predicate accepts the same events as the database
 * query.
 */
export function eventMatcher(scope: AccountScope, criteria: EventCriteria): (event: SessionEvent) => boolean {
  const { kinds, sessionIds, accountIds, customerIds, endpointIds, channel, members } = criteria;
  const isIn = (ids: readonly string[] | null | undefined): ((id: string | null) => boolean) => {
    if (!ids) return () => true;
    const known = new Set(ids.map((id) => id.toLowerCase()));
    return (id) => id !== null && known.has(id);
  };
  const [session, account, customer, endpoint] = [sessionIds, accountIds, customerIds, endpointIds].map(isIn);
  const identities = members && new Set(members);
  return ({ sessionId, accountId, attributes, detail }) =>
    inScope(scope, accountId) &&
    (kinds?.includes(detail.kind) ?? true) &&
    session?.(sessionId) === true &&
    account?.(accountId) === true &&
    customer?.(attributes.customerId) === true &&
    endpoint?.(attributes.endpointId) === true &&
    (channel?.includes(attributes.channel) ?? true) &&
    (!identities || attributes.identities.some((identity) => identities.has(identity)));
}
