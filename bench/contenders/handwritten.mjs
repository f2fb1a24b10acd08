// No GraphQL at all: what a handler written for one question can do.
import Fastify from 'fastify';
import { create, list, one } from './fixed-data.mjs';

const app = Fastify();
const json = (reply, data) => reply.type('application/json; charset=utf-8').send(JSON.stringify({ data }));
app.post('/graphql', async ({ body }, reply) => {
  if (body.operationName === 'List') return json(reply, { sessions: { nodes: list.nodes } });
  if (body.operationName === 'One') return json(reply, { session: one });
  return json(reply, { newSession: create(body.variables.input) });
});
process.send({ url: await app.listen({ port: 0, host: '127.0.0.1' }) });
