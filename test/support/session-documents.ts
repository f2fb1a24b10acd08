import { type Db, ObjectId } from 'mongodb';
import { demoIds } from '../../src/directory/demo-content.ts';

export interface StoredSession {
  readonly _id: ObjectId;
  readonly accountId: ObjectId;
  readonly dateCreated: Date;
  readonly dateLastModified: Date;
  readonly [path: string]: unknown;
}

const start = Date.parse('2026-03-01T00:00:00Z');

/** A session as the store keeps it, the nth of many: one a minute. For tests that need more of them than the doors make quickly. */
export function storedSession(n: number, changes: Readonly<Record<string, unknown>> = {}): StoredSession {
  const created = new Date(start + n * 60_000);
  return {
    _id: new ObjectId(),
    dateCreated: created,
    dateLastModified: created,
    createdBy: new ObjectId(demoIds.user),
    lastModifiedBy: new ObjectId(demoIds.user),
    revision: 1,
    accountId: new ObjectId(demoIds.acme),
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
    members: [storedMember(`user:${demoIds.user}`)],
    ...changes,
  };
}

export function storedMember(identity: string): object {
  return {
    identity,
    isOriginalMember: true,
    applicationData: [],
    callState: 'None',
    role: 'None',
    muted: false,
  };
}

/** What a session has that is over. */
export function ended(n: number, seconds: number): Record<string, unknown> {
  return {
    ended: true,
    callState: 'Disconnected',
    outcome: 'Completed',
    dateCompleted: new Date(start + n * 60_000 + seconds * 1_000),
  };
}

/** Writes sessions behind the back of the application. @returns their ids in the order given */
export async function insertSessions(
  db: Db,
  sessions: readonly StoredSession[],
  collection = 'sessions',
): Promise<string[]> {
  for (let from = 0; from < sessions.length; from += 1_000) {
    await db.collection<StoredSession>(collection).insertMany(sessions.slice(from, from + 1_000), { ordered: false });
  }
  return sessions.map(({ _id }) => _id.toHexString());
}
