import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { resolvers } from './source.mjs';

const app = Fastify();
const schema = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
await app.register(mercurius, { schema, resolvers, jit: Number(process.env.JIT) });
process.send({ url: await app.listen({ port: 0, host: '127.0.0.1' }) });
