// Apollo Server, TypeGraphQL and hydrated mongoose documents, as their guides put them together.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import mongoose from 'mongoose';
import { Arg, buildSchema, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { create, list, one } from './fixed-data.mjs';

/** Decorators, called by hand: this file is not compiled. */
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
});

const part = (fields) => new mongoose.Schema(fields, { _id: false, id: false });
const schema = new mongoose.Schema({
  _id: String,
  ...scalars,
  dateCreated: Date,
  customerBreadcrumb: [new mongoose.Schema({ id: String, name: String }, { _id: false, id: false })],
  members: [
    part({ identity: String, displayName: String, role: String, callState: String, isOriginalMember: Boolean }),
  ],
  log: [part({ date: Date, message: String })],
});
const Model = mongoose.model('Session', schema);
const stored = ({ id, dateCreated, log, ...rest }) => ({
  _id: id,
  dateCreated: new Date(dateCreated),
  log: log.map(({ date, message }) => ({ date: new Date(date), message })),
  ...rest,
});
const documents = list.nodes.map(stored);
const single = stored(one);

class SessionResolver {
  sessions() {
    return { nodes: documents.map((document) => Model.hydrate(document)) };
  }
  session() {
    return Model.hydrate(single);
  }
  newSession(input) {
    return new Model(stored(create(input)));
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
