import { ObjectId } from 'mongodb';
import { storedMember, storedSession } from '../dist/bench/test/support/session-documents.js';

const text = 'A sentence as agents write it about a call that took a while. ';

/** The id of the nth account, customer or endpoint. */
export const numbered = (n) => new ObjectId(n.toString(16).padStart(24, '0'));

/** A session document with all common fields, about 1.5 kB, number `n` of `accounts` accounts. */
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

/** Some of the indexes of the product's collection. */
export const sessionIndexes = [
  [{ accountId: 1, dateCreated: -1, _id: -1 }],
  [{ accountId: 1, customerId: 1, dateCreated: -1, _id: -1 }],
  [
    { createdBy: 1, 'idempotency.key': 1 },
    { unique: true, partialFilterExpression: { 'idempotency.key': { $exists: true } } },
  ],
];
