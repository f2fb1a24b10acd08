import { throwIfInvalid } from '../../common/errors/app-error.ts';
import {
  type OffsetPage,
  type OffsetWindow,
  readInChunks,
  readOffsetPage,
} from '../../common/pagination/offset-page.ts';
import { checkPage, cutPage, type PageArguments, rangeOf } from '../../common/pagination/page.ts';
import type { EntityPage } from '../directory/entity-queries.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import { decodeMessageCursor, encodeMessageCursor } from './message-cursor.ts';
import { type ConversationRecord, isConversationId, type MessageRecord } from './message-record.ts';
import type {
  ConversationCriteria,
  ConversationRepository,
  MessageCriteria,
  MessagePosition,
  MessageRepository,
} from './message-repository.ts';

/** Maximum number of conversations in a list without pages. */
export const maxConversations = 1_000;

/** A conversation with its newest message. */
export interface Conversation extends Pick<ConversationRecord, 'id' | 'endpointId' | 'otherAddress'> {
  readonly mostRecentMessage: MessageRecord;
}

/** Lists messages and conversations of the caller's accounts. Any signed-in user may read them. */
export class MessageQueries {
  readonly #messages: MessageRepository;
  readonly #conversations: ConversationRepository;

  constructor(dependencies: { messages: MessageRepository; conversations: ConversationRepository }) {
    this.#messages = dependencies.messages;
    this.#conversations = dependencies.conversations;
  }

  /**
   * Reads a page of messages, newest first.
   * @throws BAD_USER_INPUT with an error for each invalid page argument
   */
  async page(principal: Principal, criteria: MessageCriteria, args: PageArguments): Promise<EntityPage<MessageRecord>> {
    const scope = scopeOf(principal);
    const { window, issues } = checkPage(args, (cursor) => decodeMessageCursor('messages', cursor));
    throwIfInvalid(issues);
    const found = await this.#messages.findRange(scope, criteria, { descending: true, ...rangeOf(window) });
    const { rows, ...around } = cutPage(found, window);
    return {
      rows: rows.map((node) => ({ cursor: encodeMessageCursor('messages', node), node })),
      ...around,
      count: () => this.#messages.count(scope, criteria),
    };
  }

  async offsetPage(
    principal: Principal,
    criteria: MessageCriteria,
    descending: boolean,
    window: OffsetWindow,
  ): Promise<OffsetPage<MessageRecord>> {
    const scope = scopeOf(principal);
    return readOffsetPage(window, {
      read: (range) => this.#messages.findRange(scope, criteria, { descending, ...range }),
      count: () => this.#messages.count(scope, criteria),
    });
  }

  /** Streams every message, in chunks. */
  async stream(
    principal: Principal,
    criteria: MessageCriteria,
    descending: boolean,
  ): Promise<AsyncIterable<readonly MessageRecord[]>> {
    const scope = scopeOf(principal);
    return readInChunks(
      (after: MessagePosition | null, limit) => this.#messages.findRange(scope, criteria, { descending, after, limit }),
      (message) => message,
    );
  }

  /**
   * Reads a page of conversations, the one with the newest message first.
   * @throws BAD_USER_INPUT with an error for each invalid page argument
   */
  async conversationPage(
    principal: Principal,
    criteria: ConversationCriteria,
    args: PageArguments,
  ): Promise<EntityPage<Conversation>> {
    const scope = scopeOf(principal);
    const { window, issues } = checkPage(args, (cursor) => decodeMessageCursor('conversations', cursor));
    throwIfInvalid(issues);
    const found = await this.#conversations.findRange(scope, criteria, { descending: true, ...rangeOf(window) });
    const { rows, ...around } = cutPage(found, window);
    const complete = new Map((await this.#withMessages(scope, rows, criteria)).map((one) => [one.id, one]));
    return {
      rows: rows.flatMap((row) => {
        const node = complete.get(row.id);
        return node ? [{ cursor: encodeMessageCursor('conversations', row), node }] : [];
      }),
      ...around,
      count: () => this.#conversations.count(scope, criteria),
    };
  }

  /** Reads at most {@link maxConversations} conversations, the one with the newest message first. */
  async conversations(principal: Principal, criteria: ConversationCriteria): Promise<Conversation[]> {
    const scope = scopeOf(principal);
    const range = { descending: true, limit: maxConversations };
    const found = await this.#conversations.findRange(scope, criteria, range);
    const complete = await this.#withMessages(scope, found, criteria);
    return complete.sort((a, b) => b.mostRecentMessage.date.getTime() - a.mostRecentMessage.date.getTime());
  }

  /** Reads many messages at once, for data loaders: in any order, without missing ones. */
  getMany(principal: Principal, ids: readonly string[]): Promise<MessageRecord[]> {
    return this.#messages.findByIds(scopeOf(principal), ids);
  }

  /** Reads conversations in the same way as {@link getMany}. */
  async getConversations(principal: Principal, ids: readonly string[]): Promise<Conversation[]> {
    const scope = scopeOf(principal);
    // the database need not be queried for ids of other objects
    const conversationIds = ids.filter(isConversationId);
    if (conversationIds.length === 0) return [];
    const range = { descending: true, limit: conversationIds.length };
    return this.#withMessages(scope, await this.#conversations.findRange(scope, { conversationIds }, range), {});
  }

  /**
   * Loads the newest messages. A conversation whose newest message was never stored, or was deleted, shows the newest
   * one that is stored; without any it is left out.
   */
  async #withMessages(
    scope: AccountScope,
    found: readonly ConversationRecord[],
    { afterDate = null }: ConversationCriteria,
  ): Promise<Conversation[]> {
    const messages = await this.#messages.findByIds(
      scope,
      found.map(({ newestMessageId }) => newestMessageId),
    );
    const byId = new Map(messages.map((message) => [message.id, message]));
    const complete = await Promise.all(
      found.map(async ({ id, endpointId, otherAddress, newestMessageId }) => {
        const [newest] = byId.has(newestMessageId)
          ? [byId.get(newestMessageId)]
          : await this.#messages.findRange(scope, { conversationIds: [id], afterDate }, { descending: true, limit: 1 });
        return newest ? [{ id, endpointId, otherAddress, mostRecentMessage: newest }] : [];
      }),
    );
    return complete.flat();
  }
}

function scopeOf(principal: Principal): AccountScope {
  principal.requireUser();
  return principal.accounts;
}
