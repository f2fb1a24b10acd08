import mongoose from 'mongoose';

const newestFirst = { dateCreated: -1, _id: -1 };
const { ObjectId } = mongoose.Schema.Types;

/** The same reads and writes with hydrated documents; names from other collections are set on the session's document. */
export async function mongooseSource(sessionSchema) {
  await mongoose.connect(process.env.MONGODB_URI, {
    writeConcern: { w: 'majority', j: true },
    readConcern: { level: 'majority' },
    autoIndex: false,
    autoCreate: false,
  });
  const model = (name, collection, fields) => mongoose.model(name, new mongoose.Schema(fields, { collection }));
  const Session = mongoose.model('Session', sessionSchema);
  const named = { name: String, accountId: ObjectId, ancestorIds: [ObjectId] };
  const Customer = model('Customer', 'customers', named);
  const Account = model('Account', 'accounts', { name: String });
  const Endpoint = model('Endpoint', 'endpoints', { accountId: ObjectId, userId: ObjectId });
  const User = model('User', 'users', {
    emailAddress: String,
    firstName: String,
    lastName: String,
    accountIds: [ObjectId],
    homeAccountId: ObjectId,
  });
  const user = await User.findOne({ emailAddress: 'user@acme.test' });

  const withNames = async (sessions) => {
    const [accounts, customers] = await Promise.all([
      Account.find({ _id: { $in: sessions.map((session) => session.accountId) } }),
      Customer.find({ _id: { $in: sessions.map((session) => session.customerId) } }),
    ]);
    const ancestors = await Customer.find({ _id: { $in: customers.flatMap((customer) => customer.ancestorIds) } });
    const byId = new Map([...accounts, ...customers, ...ancestors].map((one) => [one.id, one]));
    for (const session of sessions) {
      const customer = byId.get(String(session.customerId));
      const path = [...customer.ancestorIds, customer._id].map((id) => byId.get(String(id)));
      session.set({
        accountName: byId.get(String(session.accountId)).name,
        customerBreadcrumb: path.map(({ id, name }) => ({ id, name })),
      });
    }
    return sessions;
  };

  const newDocument = (input, endpoint) => {
    const now = new Date();
    const name = `${user.firstName} ${user.lastName}`;
    const identity = `user:${user.id}`;
    const message = `Session created by ${name}`;
    const facts = {
      channel: input.channel,
      customerId: input.customerId,
      endpointId: endpoint._id,
      identities: [identity],
    };
    return {
      ...input,
      dateCreated: now,
      dateLastModified: now,
      revision: 1,
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
      endpointId: endpoint._id,
      log: [{ date: now, message }],
      members: [
        {
          identity,
          displayName: name,
          muted: false,
          isOriginalMember: true,
          role: 'Caller',
          callState: 'Connected',
          endpointId: endpoint._id,
        },
      ],
      outbox: [
        {
          revision: 1,
          index: 0,
          date: now,
          userId: user._id,
          logMessage: message,
          facts,
          detail: { kind: 'SessionCreated' },
        },
      ],
    };
  };

  const ofUser = { accountId: { $in: user.accountIds } };
  return {
    list: async () => ({ nodes: await withNames(await Session.find(ofUser).sort(newestFirst).limit(50)) }),
    one: async (id) => (await withNames([await Session.findOne({ _id: id, ...ofUser })]))[0],
    create: async (input) => {
      const endpoint = await Endpoint.findOne({ accountId: user.homeAccountId, userId: user._id });
      const session = await Session.create(newDocument(input, endpoint));
      return (await withNames([session]))[0];
    },
  };
}
