import type { Connection } from 'mongoose';
import type { SessionRepository } from '../sessions/session-repository.ts';
import { within } from './filters.ts';
import { insertUnique } from './insert-unique.ts';
import { oneOf, toObjectId } from './object-ids.ts';
import type { OnOutbox } from './on-outbox.ts';
import { parseSession, sessionDocument } from './session-mapping.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './session-model.ts';
import { withStoreErrors } from './store-errors.ts';

const newestFirst = { dateCreated: -1, _id: -1 } as const;

/**
 * Sessions in MongoDB. Reads give plain records; no mongoose document leaves this file. Whoever looks into both
 * collections looks at the live one first: a session that has left it by then is in the archive already.
 */
export function createSessionRepository(connection: Connection, onOutbox: OnOutbox): SessionRepository {
  const live = sessionModel(connection);
  const archived = archivedSessionModel(connection);

  return withStoreErrors<SessionRepository>({
    async insert(session, idempotency, events) {
      if (!(await insertUnique(live, [sessionDocument(session, idempotency, events)]))) return false;
      onOutbox({ sessionId: session.id, accountId: session.accountId, revision: session.revision, events });
      return true;
    },

    async findByIdempotencyKey(userId, key) {
      const filter = { createdBy: toObjectId(userId), 'idempotency.key': key };
      const found =
        (await live.findOne(filter).lean<SessionDocument>()) ??
        (await archived.findOne(filter).lean<SessionDocument>());
      if (!found?.idempotency) return null;
      return { session: parseSession(found), fingerprint: found.idempotency.fingerprint };
    },

    async findByIds(scope, ids) {
      const found = await live.find({ _id: oneOf(ids), ...within(scope) }).lean<SessionDocument[]>();
      const missing = without(ids, found);
      if (missing.length > 0) {
        const filter = { _id: oneOf(missing), ...within(scope) };
        found.push(...(await archived.find(filter).lean<SessionDocument[]>()));
      }
      return found.map(parseSession);
    },

    async findChildren(scope, parentIds) {
      const filter = { parentSessionId: oneOf(parentIds), ...within(scope) };
      const found = await live.find(filter).sort(newestFirst).lean<SessionDocument[]>();
      const older = await archived.find(filter).sort(newestFirst).lean<SessionDocument[]>();
      // for a moment a session that is being moved is in both
      const seen = new Set(found.map(idOf));
      const all = [...found, ...older.filter((document) => !seen.has(idOf(document)))].map(parseSession);
      return all.sort((a, b) => b.dateCreated.getTime() - a.dateCreated.getTime() || (a.id < b.id ? 1 : -1));
    },
  });
}

function idOf(document: SessionDocument): string {
  return document._id.toHexString();
}

function without(ids: readonly string[], found: readonly SessionDocument[]): string[] {
  const seen = new Set(found.map(idOf));
  return ids.filter((id) => !seen.has(id.toLowerCase()));
}
