/** A message sent in a session. */
export interface MessageRecord {
  readonly id: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly dateCreated: Date;
  /** Id of the user who sent the message. */
  readonly createdBy: string;
  /** Identity of the sender: `user:ID` for a user of the account, otherwise an e-mail address. */
  readonly fromIdentity: string;
  readonly fromName: string;
  readonly text: string;
}
