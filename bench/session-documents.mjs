import { ObjectId } from 'mongodb';

const acme = new ObjectId('acc000000000000000000001');
const user = new ObjectId('05e000000000000000000002');
const start = Date.parse('2026-03-01T00:00:00Z');
const text = 'A sentence as agents write it about a call that took a while. ';

/** A session as the store keeps it, the nth of many: one a minute. For whoever needs more of them than the doors make quickly. */
export function storedSession(n, changes = {}) {
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

export function storedMember(identity) {
  return { identity, isOriginalMember: true, applicationData: [], callState: 'None', role: 'None', muted: false };
}

/** What a session has that is over. */
export function ended(n, seconds) {
  return {
    ended: true,
    callState: 'Disconnected',
    outcome: 'Completed',
    dateCompleted: new Date(start + n * 60_000 + seconds * 1_000),
  };
}

/** Writes sessions behind the back of the application. @returns their ids in the order given */
export async function insertSessions(db, sessions, collection = 'sessions') {
  for (let from = 0; from < sessions.length; from += 1_000) {
    await db.collection(collection).insertMany(sessions.slice(from, from + 1_000), { ordered: false });
  }
  return sessions.map(({ _id }) => _id.toHexString());
}

/** A session with all that one usually has, about 1.5 kB, number `n` of `accounts` accounts. */
export function fullSession(n, accounts = 1) {
  const { _id, ...session } = storedSession(n);
  return {
    _id,
    ...session,
    accountId: numbered(n % accounts),
    customerId: numbered(n % 1_000),
    endpointId: numbered(n % 50),
    displayName: `Session ${n}`,
    fromName: 'Agent One',
    toAddress: `+4930${String(n).padStart(8, '0')}`,
    fromPhoneNumber: '+493012345678',
    consoleData: text.repeat(5),
    idempotency: { key: _id.toHexString(), fingerprint: _id.toHexString().repeat(2) },
    log: [...session.log, { date: session.dateCreated, message: 'Flow started' }],
    members: [...session.members, storedMember(`customer${n}@example.test`)],
  };
}

/** The id of the nth account, customer or endpoint of full sessions. */
export function numbered(n) {
  return new ObjectId(n.toString(16).padStart(24, '0'));
}

/** Some of the indexes that such a collection has in the product. */
export const sessionIndexes = [
  [{ accountId: 1, dateCreated: -1, _id: -1 }],
  [{ accountId: 1, customerId: 1, dateCreated: -1, _id: -1 }],
  [
    { createdBy: 1, 'idempotency.key': 1 },
    { unique: true, partialFilterExpression: { 'idempotency.key': { $exists: true } } },
  ],
];
