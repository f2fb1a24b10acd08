import mongoose, { type Connection, type Types } from 'mongoose';
import { conversationOf } from '../../../domain/sessions/message-record.ts';
import type { MessageRepository } from '../../../domain/sessions/message-repository.ts';
import { inScopeFilter } from '../client/filters.ts';
import { insertUnique } from '../client/insert-unique.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import { findRange, messageFilter } from './message-filter.ts';
import {
  conversationFields,
  conversationModel,
  type MessageDocument,
  messageDocument,
  messageModel,
  parseMessage,
} from './message-models.ts';

/** Stores messages in MongoDB. */
export function createMessageRepository(connection: Connection): MessageRepository {
  const model = messageModel(connection);
  const conversations = conversationModel(connection);

  /** Sets the newest of the remaining messages, or deletes the conversation if none remains. */
  const replaceNewest = async (conversationId: string, removedId: Types.ObjectId): Promise<void> => {
    const newestFirst = { dateCreated: -1, _id: -1 } as const;
    const newest = await model.findOne({ conversationId }).sort(newestFirst).lean<MessageDocument>();
    const conversation = newest && conversationOf(parseMessage(newest));
    // a message that was sent meanwhile has replaced the removed one
    const unchanged = { _id: conversationId, newestMessageId: removedId };
    if (!conversation) await conversations.deleteOne(unchanged);
    else await conversations.updateOne(unchanged, { $set: conversationFields(conversation) });
  };

  return withStoreErrors<MessageRepository>({
    insert(message, idempotency) {
      return insertUnique(model, [messageDocument(message, idempotency)]);
    },

    async findByIdempotencyKey(userId, key) {
      const filter = { createdBy: toObjectId(userId), 'idempotency.key': key };
      const found = await model.findOne(filter).lean<MessageDocument>();
      return found?.idempotency ? { message: parseMessage(found), fingerprint: found.idempotency.fingerprint } : null;
    },

    async findByIds(scope, ids) {
      const found = await model.find({ _id: inIds(ids), ...inScopeFilter(scope) }).lean<MessageDocument[]>();
      return found.map(parseMessage);
    },

    async findRange(scope, criteria, range) {
      return (await findRange(model, messageFilter(scope, criteria), range, toObjectId)).map(parseMessage);
    },

    count(scope, criteria) {
      return model.countDocuments(messageFilter(scope, criteria)).exec();
    },

    async markRead(conversationId, until) {
      const filter = { conversationId, isUnread: true, dateCreated: mongoose.trusted({ $lte: until }) };
      await model.updateMany(filter, { $set: { isUnread: false } });
    },

    async remove(id) {
      await model.deleteOne({ _id: toObjectId(id) });
    },

    async removeOfSessions(sessionIds) {
      const ofSessions = { sessionId: inIds(sessionIds) };
      const conversationIds = await model.distinct('conversationId', ofSessions);
      await model.deleteMany(ofSessions);
      const found = await conversations.find({ _id: mongoose.trusted({ $in: conversationIds }) }).lean();
      const newestIds = found.map(({ newestMessageId }) => newestMessageId);
      const remaining = await model.find({ _id: mongoose.trusted({ $in: newestIds }) }, { _id: 1 }).lean();
      const isStored = new Set(remaining.map(({ _id }) => _id.toHexString()));
      for (const { _id, newestMessageId } of found) {
        if (!isStored.has(newestMessageId.toHexString())) await replaceNewest(_id, newestMessageId);
      }
    },
  });
}
