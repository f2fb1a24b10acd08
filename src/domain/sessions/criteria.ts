import type {
  FlowChannels,
  SessionCallState,
  SessionDialState,
  SessionDirections,
  SessionQueueStates,
} from './enums.ts';

/** Half-open time range: includes `from`, excludes `to`. */
export interface DateRange {
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** Text condition: `contains` ignores case, `equals` compares exactly. */
export interface TextMatch {
  readonly contains?: string | null;
  readonly equals?: string | null;
}

/** Attribute condition: any value matches if `value` is null or absent. */
export interface AttributeMatch {
  readonly key: string;
  readonly value?: string | null;
}

/**
 * Conditions that select sessions; all given conditions must hold. Null and absent fields restrict nothing. A list
 * matches if any of its values matches, so an empty list matches nothing. Database filters are built from these
 * criteria only.
 */
export interface SessionCriteria {
  readonly and?: readonly SessionCriteria[] | null;
  readonly or?: readonly SessionCriteria[] | null;
  readonly not?: SessionCriteria | null;
  readonly ids?: readonly string[] | null;
  readonly externalIds?: readonly string[] | null;
  readonly accountIds?: readonly string[] | null;
  readonly customerIds?: readonly string[] | null;
  /** Includes the customers below `customerIds` in the customer tree. */
  readonly customerSubtree?: boolean | null;
  readonly endpointIds?: readonly string[] | null;
  readonly parentSessionId?: string | null;
  /** People of whom at least one must be a member: `user:ID`, the id of a user, an e-mail address or a phone number. */
  readonly members?: readonly string[] | null;
  readonly channel?: readonly FlowChannels[] | null;
  readonly direction?: readonly SessionDirections[] | null;
  readonly callState?: readonly SessionCallState[] | null;
  readonly dialState?: readonly SessionDialState[] | null;
  readonly queueState?: readonly SessionQueueStates[] | null;
  readonly ended?: boolean | null;
  readonly wasMissed?: boolean | null;
  readonly dateCreated?: DateRange | null;
  readonly dateCompleted?: DateRange | null;
  readonly displayName?: TextMatch | null;
  readonly fromAddress?: TextMatch | null;
  readonly toAddress?: TextMatch | null;
  readonly destination?: TextMatch | null;
  readonly fromPhoneNumber?: TextMatch | null;
  readonly outcome?: TextMatch | null;
  readonly log?: TextMatch | null;
  readonly attribute?: AttributeMatch | null;
}

/** Criteria, plus `archived`, which selects archived sessions instead of live ones. */
export interface SessionSelection extends SessionCriteria {
  readonly archived?: boolean | null;
}

/** Names of the fields that hold a {@link TextMatch}. */
export const textFields = [
  'displayName',
  'fromAddress',
  'toAddress',
  'destination',
  'fromPhoneNumber',
  'outcome',
  'log',
] as const;

/** Names of the fields that hold a {@link DateRange}. */
export const dateFields = ['dateCreated', 'dateCompleted'] as const;

/** Names of the fields that hold a list of alternative values. */
export const listFields = [
  'ids',
  'externalIds',
  'accountIds',
  'customerIds',
  'endpointIds',
  'members',
  'channel',
  'direction',
  'callState',
  'dialState',
  'queueState',
] as const;
