/** A message sent in a session. */
export interface MessageRecord {
  readonly id: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly dateCreated: Date;
  /** The id of the user. */
  readonly createdBy: string;
  /** As members are known: `user:ID`, else an e-mail address. */
  readonly fromIdentity: string;
  readonly fromName: string;
  readonly text: string;
}
