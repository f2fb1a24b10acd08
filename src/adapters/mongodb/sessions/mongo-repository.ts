import { deserialize } from 'bson';
import type { Connection } from 'mongoose';
import type { SessionRecord } from '../../../domain/sessions/record.ts';
import type { SessionRepository } from '../../../domain/sessions/repository.ts';
import { inScopeFilter } from '../client/filters.ts';
import { insertUnique } from '../client/insert-unique.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import type { OutboxListener } from '../events/outbox-listener.ts';
import { findSessions } from './find-sessions.ts';
import { parseSession, sessionDocument } from './mapping.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './model.ts';

const newestFirst = { dateCreated: -1, _id: -1 } as const;

/**
 * Stores sessions in MongoDB and returns plain records, never mongoose documents.
 *
 * A read of both collections reads the live one first: a session that has left it by then is already in the archive.
 */
export function createSessionRepository(connection: Connection, onOutbox: OutboxListener): SessionRepository {
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
      const options = { raw: true };
      const found =
        (await live.findOne(filter, null, options).lean<Buffer>()) ??
        (await archived.findOne(filter, null, options).lean<Buffer>());
      const idempotency = found && (deserialize(found) as SessionDocument).idempotency;
      if (!idempotency) return null;
      return { session: parseSession(found), fingerprint: idempotency.fingerprint };
    },

    async findByExternalId(scope, externalId) {
      const filter = { ...inScopeFilter(scope), externalId };
      const [session] = await findSessions(live, filter, { limit: 1 });
      return session ?? (await findSessions(archived, filter, { limit: 1 }))[0] ?? null;
    },

    async findByIds(scope, ids) {
      const found = await findSessions(live, { _id: inIds(ids), ...inScopeFilter(scope) });
      const missing = omitSession(ids, found);
      if (missing.length === 0) return found;
      return [...found, ...(await findSessions(archived, { _id: inIds(missing), ...inScopeFilter(scope) }))];
    },

    async findChildren(scope, parentIds) {
      const filter = { parentSessionId: inIds(parentIds), ...inScopeFilter(scope) };
      const found = await findSessions(live, filter, { sort: newestFirst });
      const older = await findSessions(archived, filter, { sort: newestFirst });
      // a session that is being archived is in both collections for a moment
      const seen = new Set(found.map(({ id }) => id));
      const all = [...found, ...older.filter(({ id }) => !seen.has(id))];
      return all.sort((a, b) => b.dateCreated.getTime() - a.dateCreated.getTime() || (a.id < b.id ? 1 : -1));
    },
  });
}

function omitSession(ids: readonly string[], found: readonly SessionRecord[]): string[] {
  const seen = new Set(found.map(({ id }) => id));
  return ids.filter((id) => !seen.has(id.toLowerCase()));
}
