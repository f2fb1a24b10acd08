import { createHash } from 'node:crypto';

/** Direction of a message, seen from the endpoint that it belongs to. */
export const MessageDirections = { Incoming: 'Incoming', Outgoing: 'Outgoing' } as const;
export type MessageDirections = keyof typeof MessageDirections;

/** An endpoint of the account and the other party of its messages. Either is null if a session has none. */
export interface MessageParties {
  readonly endpointId: string | null;
  /** `user:ID`, `team:ID`, a phone number in E.164 form, an e-mail address in lower case, or other text. */
  readonly otherAddress: string | null;
}

/** A message sent in a session, or from an endpoint to an address. */
export interface MessageRecord extends MessageParties {
  readonly id: string;
  readonly accountId: string;
  readonly customerId: string | null;
  /** Null for a message that was sent from an endpoint. */
  readonly sessionId: string | null;
  /** Null for a message that belongs to no conversation; see {@link conversationIdOf}. */
  readonly conversationId: string | null;
  readonly date: Date;
  readonly direction: MessageDirections;
  /** Id of the user who sent the message. */
  readonly createdBy: string;
  /** Identity of the sender: `user:ID` for a user of the account, otherwise an e-mail address. */
  readonly fromIdentity: string;
  /** Name of the sender. */
  readonly sender: string;
  readonly text: string;
  readonly isUnread: boolean;
}

/** The messages of an endpoint with one other party. */
export interface ConversationRecord {
  readonly id: string;
  readonly accountId: string;
  readonly endpointId: string;
  /** Customer of the newest message. */
  readonly customerId: string | null;
  readonly otherAddress: string;
  readonly newestMessageId: string;
  /** Date of the newest message. */
  readonly date: Date;
}

/**
 * Returns the id of the conversation of an endpoint with an address: 32 hex digits, the same for every message.
 * @returns `null` if either is missing: such messages belong to no conversation
 */
export function conversationIdOf({ endpointId, otherAddress }: MessageParties): string | null {
  if (endpointId === null || otherAddress === null) return null;
  return createHash('sha256').update(`${endpointId} ${otherAddress}`).digest('hex').slice(0, 32);
}

/** Whether a text is a well-formed id of a conversation. */
export function isConversationId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** Returns the conversation whose newest message is this one; `null` for a message without a conversation. */
export function conversationOf(message: MessageRecord): ConversationRecord | null {
  const { conversationId, endpointId, otherAddress, accountId, customerId, date } = message;
  if (conversationId === null || endpointId === null || otherAddress === null) return null;
  return { id: conversationId, accountId, endpointId, customerId, otherAddress, newestMessageId: message.id, date };
}
