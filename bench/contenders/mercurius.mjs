// Mercurius as its documentation shows it; with JIT=1 its option for graphql-jit besides.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { coalesceIfAsked } from './coalescing.mjs';
import { resolvers } from './source.mjs';

const app = Fastify();
coalesceIfAsked(app);
const schema = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
await app.register(mercurius, { schema, resolvers, jit: Number(process.env.JIT ?? 0) });
process.send({ url: await app.listen({ port: 0, host: '127.0.0.1' }) });
