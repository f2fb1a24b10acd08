// Apollo Server, TypeGraphQL and hydrated mongoose documents, as their guides put them together.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import mongoose from 'mongoose';
import { Arg, buildSchema, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { mongooseSource } from './apollo-store.mjs';
import { fixedSource } from './fixed-data.mjs';

/** Calls the decorators as functions, because this file is not compiled. */
function model(decorate, name, fields) {
  const Class = { [name]: class {} }[name];
  for (const [field, type] of Object.entries(fields)) Field(() => type, { nullable: true })(Class.prototype, field);
  decorate(name)(Class);
  return Class;
}

const Breadcrumb = model(ObjectType, 'CustomerBreadcrumb', { id: ID, name: String });
const Member = model(ObjectType, 'SessionMemberInfo', {
  identity: String,
  displayName: String,
  role: String,
  callState: String,
  isOriginalMember: Boolean,
});
const Log = model(ObjectType, 'SessionLogInfo', { date: Date, message: String });
const scalars = { displayName: String, channel: String, direction: String, callState: String, accountName: String };
const Session = model(ObjectType, 'SessionInfo', {
  id: ID,
  ...scalars,
  dateCreated: Date,
  customerBreadcrumb: [Breadcrumb],
  members: [Member],
  log: [Log],
});
const Sessions = model(ObjectType, 'SessionConnection', { nodes: [Session] });
const NewSession = model(InputType, 'NewSession', {
  channel: String,
  displayName: String,
  toAddress: String,
  fromName: String,
  customerId: String,
  memberEmailAddresses: [String],
  startSession: Boolean,
});

const part = (fields) => new mongoose.Schema(fields, { _id: false, id: false });
const { ObjectId, Mixed } = mongoose.Schema.Types;
const sessionSchema = new mongoose.Schema(
  {
    ...scalars,
    fromName: String,
    toAddress: String,
    fromAddress: String,
    dateCreated: Date,
    dateLastModified: Date,
    revision: Number,
    dialState: String,
    queueState: String,
    holdReason: String,
    ended: Boolean,
    wasMissed: Boolean,
    dateConnected: Date,
    recording: Boolean,
    createdBy: ObjectId,
    lastModifiedBy: ObjectId,
    accountId: ObjectId,
    customerId: ObjectId,
    endpointId: ObjectId,
    customerBreadcrumb: { type: [part({ id: String, name: String })], default: undefined },
    members: [
      part({
        identity: String,
        displayName: String,
        applicationData: [Mixed],
        muted: Boolean,
        isOriginalMember: Boolean,
        role: String,
        callState: String,
        endpointId: ObjectId,
      }),
    ],
    log: [part({ date: Date, message: String })],
    outbox: { type: [Mixed], default: undefined },
  },
  { versionKey: false },
);
const source = process.env.ANSWERS
  ? hydratedAnswers(fixedSource(process.env.ANSWERS))
  : await mongooseSource(sessionSchema);

/** The fixed sessions, hydrated for each request, as a query would. */
function hydratedAnswers(fixed) {
  const Model = mongoose.model('Session', sessionSchema);
  const shown = ['displayName', 'channel', 'direction', 'callState', 'accountName', 'customerBreadcrumb'];
  const ofMember = ['identity', 'displayName', 'role', 'callState', 'isOriginalMember'];
  const pick = (names, from) => Object.fromEntries(names.map((name) => [name, from[name]]));
  const stored = ({ id, dateCreated, members, log, ...rest }) => ({
    _id: new mongoose.Types.ObjectId(id),
    ...pick(shown, rest),
    dateCreated: new Date(dateCreated),
    members: members.map((member) => pick(ofMember, member)),
    log: log.map(({ date, message }) => ({ date: new Date(date), message })),
  });
  const documents = fixed.list().nodes.map(stored);
  return {
    list: () => ({ nodes: documents.map((document) => Model.hydrate(document)) }),
    one: () => Model.hydrate(documents[0]),
    create: (input) => new Model(stored(fixed.create(null, input))),
  };
}

class SessionResolver {
  sessions() {
    return source.list();
  }
  session(id) {
    return source.one(id);
  }
  newSession(input) {
    return source.create(input);
  }
}
const describe = (name) => Object.getOwnPropertyDescriptor(SessionResolver.prototype, name);
Arg('first', () => Int, { nullable: true })(SessionResolver.prototype, 'sessions', 0);
Query(() => Sessions)(SessionResolver.prototype, 'sessions', describe('sessions'));
Arg('id', () => ID)(SessionResolver.prototype, 'session', 0);
Query(() => Session)(SessionResolver.prototype, 'session', describe('session'));
Arg('input', () => NewSession)(SessionResolver.prototype, 'newSession', 0);
Mutation(() => Session)(SessionResolver.prototype, 'newSession', describe('newSession'));
Resolver()(SessionResolver);

const server = new ApolloServer({ schema: await buildSchema({ resolvers: [SessionResolver], validate: false }) });
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
process.send({ url: url.replace(/\/$/, '') });
