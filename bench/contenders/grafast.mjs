// Grafast behind grafserv on node:http, set up as its documentation does for a new schema: plan resolvers for the root
// fields (`lambda` for the list, `loadOne` for a session by its id, `sideEffect` for the mutation), Grafast's default
// plans for all other fields, which read properties. No GraphiQL, no WebSockets; everything else is grafserv's default.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { constant, lambda, loadOne, makeGrafastSchema, sideEffect } from 'grafast';
import { grafserv } from 'grafserv/node';
import { source, user } from './source.mjs';

const loadSessions = (ids) => Promise.all(ids.map((id) => source.one(user, id)));

const schema = makeGrafastSchema({
  typeDefs: readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'),
  objects: {
    Query: {
      plans: {
        sessions: () => lambda(constant(null), () => source.list(user)),
        session: (_, { $id }) => loadOne($id, loadSessions),
      },
    },
    Mutation: {
      plans: { newSession: (_, { $input }) => sideEffect($input, (input) => source.create(user, input)) },
    },
  },
});

const server = createServer();
await grafserv({ schema, preset: { grafserv: { graphiql: false, websockets: false } } }).addTo(server);
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
