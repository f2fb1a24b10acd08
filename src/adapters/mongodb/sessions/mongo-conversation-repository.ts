import mongoose, { type Connection } from 'mongoose';
import type { AccountScope } from '../../../domain/directory/principal.ts';
import type { ConversationCriteria, ConversationRepository } from '../../../domain/sessions/message-repository.ts';
import { isDuplicateKey, withStoreErrors } from '../client/mongo-errors.ts';
import { andFilters } from './filter.ts';
import { findRange, messageFilter } from './message-filter.ts';
import { conversationFields, conversationModel, parseConversation } from './message-models.ts';

/** Stores conversations in MongoDB. */
export function createConversationRepository(connection: Connection): ConversationRepository {
  const model = conversationModel(connection);
  const filterOf = (scope: AccountScope, { conversationIds, ...criteria }: ConversationCriteria) =>
    andFilters(
      messageFilter(scope, criteria),
      conversationIds ? { _id: mongoose.trusted({ $in: conversationIds }) } : {},
    );

  return withStoreErrors<ConversationRepository>({
    async put({ id, ...conversation }) {
      const unlessLater = { _id: id, dateCreated: mongoose.trusted({ $lte: conversation.date }) };
      const unset = conversation.customerId === null ? { $unset: { customerId: 1 } } : {};
      const update = { $set: conversationFields(conversation), ...unset };
      try {
        await model.updateOne(unlessLater, update, { upsert: true });
      } catch (error) {
        // the conversation exists, so it has a later message
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async findRange(scope, criteria, range) {
      return (await findRange(model, filterOf(scope, criteria), range, (id) => id)).map(parseConversation);
    },

    count(scope, criteria) {
      return model.countDocuments(filterOf(scope, criteria)).exec();
    },
  });
}
