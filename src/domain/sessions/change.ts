import type { AppError } from '../../common/errors/app-error.ts';
import type { SessionRecord } from './record.ts';

type ImmutableField =
  | 'id'
  | 'accountId'
  | 'dateCreated'
  | 'createdBy'
  | 'dateLastModified'
  | 'lastModifiedBy'
  | 'revision'
  | 'log';

/** The fields a change may write. */
export type SessionFields = Omit<SessionRecord, ImmutableField>;

/** One change of a session: what becomes of its fields, and the entry that its log gets. */
export interface SessionChange {
  readonly set: Partial<SessionFields>;
  readonly message: string;
  /** The message that was sent by it, if it is that kind of change. */
  readonly messageId?: string;
}

/** What a command comes to. `unchanged`: it is so already, which is a success. */
export type Decision =
  | { readonly kind: 'change'; readonly change: SessionChange }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly error: AppError };

/** Who changes a session. */
export interface SessionActor {
  readonly id: string;
  readonly name: string;
  /** As a member would have it: `user:ID` for a user of the account, else the e-mail address. */
  readonly identity: string;
}

/** What a decision depends on besides the session and the command. */
export interface DecisionContext {
  readonly now: Date;
  readonly actor: SessionActor;
  /** A SID nothing has yet; see `newSid`. */
  readonly newSid: (prefix: 'CA' | 'CF') => string;
}
