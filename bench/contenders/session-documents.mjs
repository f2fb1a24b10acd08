// Sessions over the mongodb driver, written for these scenarios only: the data access of contenders without mongoose.
import { MongoClient, ObjectId } from 'mongodb';

const durability = { writeConcern: { w: 'majority', j: true }, readConcern: { level: 'majority' } };
const newestFirst = { dateCreated: -1, _id: -1 };
const shown = [
  'displayName',
  'channel',
  'direction',
  'callState',
  'dateCreated',
  'accountId',
  'customerId',
  'members',
  'log',
];
const projection = Object.fromEntries(shown.map((name) => [name, 1]));

const hex = (id) => id?.toHexString();
const crumbOf = ({ _id, name }) => ({ id: hex(_id), name });

/** `list`, `one` and `create` for a user as stored; `user` finds one. */
export async function connectSource(uri) {
  const db = (await MongoClient.connect(uri, durability)).db();
  const [sessions, users, accounts, customers, endpoints] = [
    'sessions',
    'users',
    'accounts',
    'customers',
    'endpoints',
  ].map((name) => db.collection(name));

  const customersWithPath = async (ids) => {
    if (ids.length === 0) return [];
    const lookup = { from: 'customers', localField: 'ancestorIds', foreignField: '_id', as: 'ancestors' };
    return customers.aggregate([{ $match: { _id: { $in: ids } } }, { $lookup: lookup }]).toArray();
  };
  const distinct = (ids) => [...new Map(ids.filter(Boolean).map((id) => [hex(id), id])).values()];
  const namesFor = async (documents) => {
    const [foundAccounts, foundCustomers] = await Promise.all([
      accounts.find({ _id: { $in: distinct(documents.map((document) => document.accountId)) } }).toArray(),
      customersWithPath(distinct(documents.map((document) => document.customerId))),
    ]);
    const byId = (found) => new Map(found.map((one) => [hex(one._id), one]));
    return { accounts: byId(foundAccounts), customers: byId(foundCustomers) };
  };

  return {
    user: (emailAddress) => users.findOne({ emailAddress }),

    async list(user) {
      const filter = { accountId: { $in: user.accountIds } };
      const found = await sessions.find(filter, { projection }).sort(newestFirst).limit(50).toArray();
      const names = await namesFor(found);
      return { nodes: found.map((document) => record(document, names)) };
    },

    /** @param whole with every field, as REST shows it */
    async one(user, id, whole) {
      const filter = { _id: new ObjectId(id), accountId: { $in: user.accountIds } };
      const found = await sessions.findOne(filter, whole ? {} : { projection });
      if (!found) return null;
      const [names, endpoint] = await Promise.all([
        namesFor([found]),
        whole && found.endpointId ? endpoints.findOne({ _id: found.endpointId }) : null,
      ]);
      return record(found, names, endpoint);
    },

    async create(user, input) {
      const accountId = user.homeAccountId;
      const [account, endpoint, [customer]] = await Promise.all([
        accounts.findOne({ _id: accountId }),
        endpoints.findOne({ accountId, userId: user._id }),
        customersWithPath(input.customerId ? [new ObjectId(input.customerId)] : []),
      ]);
      if (input.customerId && hex(customer?.accountId) !== hex(accountId)) throw new Error('no such customer');
      const document = newDocument(user, input, endpoint);
      await sessions.insertOne(document);
      const names = {
        accounts: new Map([[hex(accountId), account]]),
        customers: new Map([[input.customerId, customer]]),
      };
      return record(document, names, endpoint);
    },
  };
}

function newDocument(user, { customerId, ...given }, endpoint) {
  const now = new Date();
  const name = `${user.firstName} ${user.lastName}`;
  const references = {
    ...(customerId && { customerId: new ObjectId(customerId) }),
    ...(endpoint && { endpointId: endpoint._id }),
  };
  const identity = `user:${hex(user._id)}`;
  const message = `Session created by ${name}`;
  return {
    _id: new ObjectId(),
    dateCreated: now,
    dateLastModified: now,
    revision: 1,
    ...given,
    direction: 'Outgoing',
    callState: 'Connected',
    dialState: 'None',
    queueState: 'None',
    holdReason: 'None',
    ended: false,
    wasMissed: false,
    dateConnected: now,
    recording: false,
    fromAddress: user.emailAddress,
    createdBy: user._id,
    lastModifiedBy: user._id,
    accountId: user.homeAccountId,
    ...references,
    log: [{ date: now, message }],
    members: [
      {
        identity,
        displayName: name,
        applicationData: [],
        muted: false,
        isOriginalMember: true,
        role: 'Caller',
        callState: 'Connected',
        ...(endpoint && { endpointId: endpoint._id }),
      },
    ],
    outbox: [
      {
        revision: 1,
        index: 0,
        date: now,
        userId: user._id,
        logMessage: message,
        facts: { channel: given.channel, ...references, identities: [identity] },
        detail: { kind: 'SessionCreated', startsFlow: false },
      },
    ],
  };
}

function record({ _id, createdBy, lastModifiedBy, ...document }, names, endpoint) {
  const customer = names.customers.get(hex(document.customerId));
  const ancestors = new Map(customer?.ancestors.map((one) => [hex(one._id), one]));
  const path = customer ? [...customer.ancestorIds.map((id) => ancestors.get(hex(id))), customer] : [];
  return {
    ...document,
    id: hex(_id),
    createdBy: hex(createdBy),
    lastModifiedBy: hex(lastModifiedBy),
    accountId: hex(document.accountId),
    accountName: names.accounts.get(hex(document.accountId))?.name,
    customerId: hex(document.customerId),
    customerName: customer?.name,
    customerBreadcrumb: path.map(crumbOf),
    endpointId: hex(document.endpointId),
    endpointName: endpoint?.displayName,
    members: document.members.map(({ endpointId, ...member }) => ({ ...member, endpointId: hex(endpointId) })),
  };
}
