import { type Db, ObjectId } from 'mongodb';

export interface StoredSession {
  readonly _id: ObjectId;
  readonly accountId: ObjectId;
  readonly dateCreated: Date;
  readonly dateLastModified: Date;
  readonly [path: string]: unknown;
}

const acme = new ObjectId('acc000000000000000000001');
const user = new ObjectId('05e000000000000000000002');
const start = Date.parse('2026-03-01T00:00:00Z');

/** A session document, the nth of many: one a minute. For tests that need more sessions than the API creates quickly. */
export function storedSession(n: number, changes: Readonly<Record<string, unknown>> = {}): StoredSession {
  const created = new Date(start + n * 60_000);
  return {
    _id: new ObjectId(),
    dateCreated: created,
    dateLastModified: created,
    createdBy: user,
    lastModifiedBy: user,
    revision: 1,
    accountId: acme,
    channel: 'Voice',
    direction: 'Outgoing',
    callState: 'Connected',
    dialState: 'None',
    queueState: 'None',
    holdReason: 'None',
    ended: false,
    wasMissed: false,
    fromAddress: 'user@acme.test',
    log: [{ date: created, message: `Session ${n} created` }],
    members: [storedMember(`user:${user.toHexString()}`)],
    ...changes,
  };
}

export function storedMember(identity: string): object {
  return { identity, isOriginalMember: true, applicationData: [], callState: 'None', role: 'None', muted: false };
}

/** Fields of a session that has ended. */
export function ended(n: number, seconds: number): Record<string, unknown> {
  return {
    ended: true,
    callState: 'Disconnected',
    outcome: 'Completed',
    dateCompleted: new Date(start + n * 60_000 + seconds * 1_000),
  };
}

/** Inserts sessions without the application. @returns their ids in the given order */
export async function insertSessions(
  db: Db,
  sessions: readonly StoredSession[],
  collection = 'sessions',
): Promise<string[]> {
  for (let from = 0; from < sessions.length; from += 1_000) {
    await db.collection(collection).insertMany(sessions.slice(from, from + 1_000), { ordered: false });
  }
  return sessions.map(({ _id }) => _id.toHexString());
}
