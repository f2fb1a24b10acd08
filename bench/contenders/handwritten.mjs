// No GraphQL: a Fastify handler written for these scenarios only, over the mongodb driver.
import Fastify from 'fastify';
import { MongoClient } from 'mongodb';
import { coalesceIfAsked } from './coalescing.mjs';
import { createAuth } from './handwritten-auth.mjs';
import { readNewSessionXml, sessionJson, sessionXml } from './handwritten-rest.mjs';
import { source } from './source.mjs';

const users = (await MongoClient.connect(process.env.MONGODB_URI)).db().collection('users');
const userOf = createAuth((emailAddress) => users.findOne({ emailAddress: emailAddress.toLowerCase() }));
const app = Fastify();
coalesceIfAsked(app);

app.decorateRequest('user', null);
app.addHook('onRequest', async (request, reply) => {
  request.user = await userOf(request.headers.authorization ?? '');
  if (!request.user) return reply.code(401).send();
});
app.addContentTypeParser('application/xml', { parseAs: 'string' }, (_, body, done) => done(null, body));

const hasControl = /[\p{Cc}]/u;
function checked({ memberEmailAddresses = [], startSession = false, ...input }) {
  if (memberEmailAddresses.length > 0 || startSession) throw new Error('this does not call anybody');
  if (!['Voice', 'Chat', 'Fax'].includes(input.channel)) throw new Error('channel');
  for (const [name, value] of Object.entries(input)) {
    if (typeof value !== 'string' || value.length > 1_024 || hasControl.test(value)) throw new Error(name);
  }
  return input;
}

const shown = (session) => ({
  id: session.id,
  displayName: session.displayName,
  channel: session.channel,
  direction: session.direction,
  callState: session.callState,
  dateCreated: session.dateCreated,
  accountName: session.accountName,
  customerBreadcrumb: session.customerBreadcrumb,
  members: session.members.map(({ identity, displayName, role, callState, isOriginalMember }) => ({
    identity,
    displayName,
    role,
    callState,
    isOriginalMember,
  })),
  log: session.log.map(({ date, message }) => ({ date, message })),
});

const answers = {
  List: async ({ user }) => ({ sessions: { nodes: (await source.list(user)).nodes.map(shown) } }),
  One: async ({ user, body }) => ({ session: shown(await source.one(user, body.variables.id)) }),
  Create: async ({ user, body }) => ({ newSession: shown(await source.create(user, checked(body.variables.input))) }),
};
const json = 'application/json; charset=utf-8';
app.post('/graphql', async (request, reply) =>
  reply.type(json).send(JSON.stringify({ data: await answers[request.body.operationName](request) })),
);
// read again, a session has its log at an address of its own
app.get('/sessions/:id', async ({ user, params }, reply) =>
  reply.type(json).send(sessionJson({ ...(await source.one(user, params.id, true)), log: [] })),
);
app.post('/sessions', async ({ user, body, headers }, reply) => {
  const input = checked(typeof body === 'string' ? readNewSessionXml(body) : body);
  const session = await source.create(user, input);
  const isXml = headers.accept === 'application/xml';
  return reply.type(isXml ? 'application/xml' : json).send(isXml ? sessionXml(session) : sessionJson(session));
});
process.send({ url: await app.listen({ port: 0, host: '127.0.0.1' }) });
