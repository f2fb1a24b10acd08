import mongoose, { type Connection } from 'mongoose';
import type { AccountScope } from '../directory/principal.ts';
import type { SessionPosition, SessionRepository } from '../sessions/session-repository.ts';
import { oneOf, toObjectId } from './object-ids.ts';
import { parseSession, sessionDocument } from './session-mapping.ts';
import { type SessionDocument, sessionModel } from './session-model.ts';
import { isDuplicateKey, withStoreErrors } from './store-errors.ts';

const newestFirst = { dateCreated: -1, _id: -1 } as const;
const oldestFirst = { dateCreated: 1, _id: 1 } as const;

/** Sessions in MongoDB. Reads give plain records; no mongoose document leaves this file. */
export function createSessionRepository(connection: Connection): SessionRepository {
  const model = sessionModel(connection);

  return withStoreErrors<SessionRepository>({
    async insert(session, idempotency) {
      try {
        await model.insertMany([sessionDocument(session, idempotency)], { lean: true });
        return true;
      } catch (error) {
        if (idempotency && isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async findByIdempotencyKey(userId, key) {
      const filter = { createdBy: toObjectId(userId), 'idempotency.key': key };
      const found = await model.findOne(filter).lean<SessionDocument>();
      if (!found?.idempotency) return null;
      return { session: parseSession(found), fingerprint: found.idempotency.fingerprint };
    },

    async findByIds(scope, ids) {
      const found = await model.find({ _id: oneOf(ids), ...within(scope) }).lean<SessionDocument[]>();
      return found.map(parseSession);
    },

    async findChildren(scope, parentIds) {
      const filter = { parentSessionId: oneOf(parentIds), ...within(scope) };
      const found = await model.find(filter).sort(newestFirst).lean<SessionDocument[]>();
      return found.map(parseSession);
    },

    async findRange({ scope, after, before, limit, fromEnd }) {
      const bounds = [...(after ? [beyond(after, '$lt')] : []), ...(before ? [beyond(before, '$gt')] : [])];
      const filter = { ...within(scope), ...(bounds.length > 0 && { $and: bounds }) };
      const order = fromEnd ? oldestFirst : newestFirst;
      const found = await model.find(filter).sort(order).limit(limit).lean<SessionDocument[]>();
      const sessions = found.map(parseSession);
      return fromEnd ? sessions.reverse() : sessions;
    },

    count(scope) {
      return model.countDocuments(within(scope));
    },
  });
}

/** The tenant fence: every filter over sessions carries it. */
export function within(scope: AccountScope) {
  return scope === 'all' ? {} : { accountId: oneOf(scope) };
}

/** Past a place in the order (dateCreated, _id). The plain range stands there for the index, the `$or` for exactness. */
export function beyond({ dateCreated, id }: SessionPosition, operator: '$lt' | '$gt') {
  return {
    dateCreated: mongoose.trusted({ [`${operator}e`]: dateCreated }),
    $or: [
      { dateCreated: mongoose.trusted({ [operator]: dateCreated }) },
      { _id: mongoose.trusted({ [operator]: toObjectId(id) }) },
    ],
  };
}
