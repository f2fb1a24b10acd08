import type {
  FlowChannels,
  SessionCallState,
  SessionDialState,
  SessionDirections,
  SessionQueueStates,
} from './enums.ts';

/** From `from` on, up to and without `to`. */
export interface DateRange {
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** `contains` is without regard to case, `equals` to the letter. */
export interface TextMatch {
  readonly contains?: string | null;
  readonly equals?: string | null;
}

/**
 * Which sessions are meant. Everything given has to hold; null and absent say nothing; of a list one has to fit, so an
 * empty list fits nothing. This is the only thing a filter for the store is ever built from.
 */
export interface SessionCriteria {
  readonly and?: readonly SessionCriteria[] | null;
  readonly or?: readonly SessionCriteria[] | null;
  readonly not?: SessionCriteria | null;
  readonly ids?: readonly string[] | null;
  readonly accountIds?: readonly string[] | null;
  readonly customerIds?: readonly string[] | null;
  /** With `customerIds`: those below them too. */
  readonly customerSubtree?: boolean | null;
  readonly endpointIds?: readonly string[] | null;
  readonly parentSessionId?: string | null;
  /** Of a member: `user:ID` or an e-mail address; any of these. */
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
  readonly log?: TextMatch | null;
}

/** What `archived` chooses between: sessions that ended long ago are kept apart. */
export interface SessionSelection extends SessionCriteria {
  readonly archived?: boolean | null;
}

/** The names of the fields that hold a {@link TextMatch}. */
export const textFields = ['displayName', 'fromAddress', 'toAddress', 'destination', 'log'] as const;

/** The names of the fields that hold a {@link DateRange}. */
export const dateFields = ['dateCreated', 'dateCompleted'] as const;

/** The names of the fields that list what one of has to fit. */
export const listFields = [
  'ids',
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
