import type { AppError } from '../../common/errors/app-error.ts';
import type { SessionRecord } from './record.ts';

type ImmutableField =
  | 'id'
  | 'accountId'
  | 'dateCreated'
  | 'createdBy'
  | 'dateLastModified'
  | 'dateStateChanged'
  | 'lastModifiedBy'
  | 'revision'
  | 'externalId'
  | 'log';

/** The fields that a change may write. */
export type SessionFields = Omit<SessionRecord, ImmutableField>;

/** One change of a session: the fields that it sets, and the log entry that it adds. */
export interface SessionChange {
  readonly set: Partial<SessionFields>;
  readonly message: string;
  /** Id of the message that the change announces; absent for every other kind of change. */
  readonly messageId?: string;
}

/** Reports whether a change starts a new `dateStateChanged`. */
export function changesState({ callState, queueState }: SessionChange['set']): boolean {
  return callState !== undefined || queueState !== undefined;
}

/** The result of a command. `unchanged` is a success: the session already is as requested. */
export type Decision =
  | { readonly kind: 'change'; readonly change: SessionChange }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly error: AppError };

/** The user who changes a session. */
export interface SessionActor {
  readonly id: string;
  readonly name: string;
  /** The identity of this user as a member: `user:ID` for a user of the account, otherwise the e-mail address. */
  readonly identity: string;
}

/** Input of a decision besides the session and the command. */
export interface DecisionContext {
  readonly now: Date;
  readonly actor: SessionActor;
  /** Generates an unused SID; see `newSid`. */
  readonly newSid: (prefix: 'CA' | 'CF') => string;
}
