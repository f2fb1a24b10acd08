import { ObjectId } from 'mongodb';

const text = 'A sentence as agents write it about a call that took a while. ';

/** A session as it is stored, about 1.5 kB, number `n` of `accounts` accounts. */
export function sessionDocument(n, accounts = 1) {
  const id = new ObjectId();
  return {
    _id: id,
    accountId: `account-${n % accounts}`,
    customerId: `customer-${n % 1_000}`,
    endpointId: `endpoint-${n % 50}`,
    channel: 'Voice',
    direction: 'Outgoing',
    callState: 'Connected',
    dialState: 'None',
    queueState: 'None',
    holdReason: 'None',
    displayName: `Session ${n}`,
    fromName: 'Agent One',
    fromAddress: 'agent@acme.test',
    toAddress: `+4930${String(n).padStart(8, '0')}`,
    fromPhoneNumber: '+493012345678',
    ended: false,
    wasMissed: false,
    revision: 1,
    dateCreated: new Date(1_700_000_000_000 + n * 10),
    dateLastModified: new Date(1_700_000_000_000 + n * 10),
    createdBy: 'user-1',
    lastModifiedBy: 'user-1',
    idempotency: { key: id.toHexString(), user: 'user-1', hash: id.toHexString().repeat(2) },
    members: [
      { identity: 'user:1', isOriginalMember: true, role: 'Caller', callState: 'Connected', displayName: 'Agent One' },
      {
        identity: `customer${n}@example.test`,
        isOriginalMember: false,
        role: 'Agent',
        callState: 'None',
        displayName: 'Customer',
      },
    ],
    log: [
      { at: new Date(1_700_000_000_000 + n * 10), message: 'Session created by Agent One' },
      { at: new Date(1_700_000_000_000 + n * 10), message: 'Flow started' },
    ],
    applicationData: [{ key: 'note', value: text.repeat(5) }],
  };
}

/** The indexes that such a collection has in the product. */
export const sessionIndexes = [
  [{ accountId: 1, dateCreated: -1, _id: -1 }],
  [{ accountId: 1, customerId: 1, dateCreated: -1, _id: -1 }],
  [
    { 'idempotency.user': 1, 'idempotency.key': 1 },
    { unique: true, partialFilterExpression: { 'idempotency.key': { $exists: true } } },
  ],
];
