import { isId } from '../../common/ids.ts';
import { readCursor, writeCursor } from '../../common/pagination/cursor.ts';
import { isConversationId } from './message-record.ts';
import type { MessagePosition } from './message-repository.ts';

/** The lists that these cursors are for. */
export type MessageListName = 'messages' | 'conversations';

/** Encodes a position as an opaque keyset cursor. */
export function encodeMessageCursor(list: MessageListName, { date, id }: MessagePosition): string {
  return writeCursor([list, date.getTime(), id]);
}

/**
 * Decodes a cursor.
 * @returns the position, or an error message without its subject when the cursor is invalid
 */
export function decodeMessageCursor(list: MessageListName, cursor: string): MessagePosition | string {
  const [madeFor, time, id, ...rest] = readCursor(cursor);
  const date = new Date(typeof time === 'number' ? time : Number.NaN);
  const isValidId = typeof id === 'string' && (list === 'messages' ? isId(id) : isConversationId(id));
  const isValid = madeFor === list && rest.length === 0 && isValidId && !Number.isNaN(date.getTime());
  return isValid ? { date, id } : `is not a cursor of a list of ${list}.`;
}
