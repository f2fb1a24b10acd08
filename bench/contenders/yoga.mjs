// GraphQL Yoga on node:http, set up as in its documentation; JIT=1 enables its graphql-jit plugin.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { createSchema, createYoga } from 'graphql-yoga';
import { resolvers } from './source.mjs';

const typeDefs = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
const plugins = process.env.JIT === '1' ? [useGraphQlJit()] : [];
const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false, plugins });
const server = createServer((request, response) => void yoga(request, response)).listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${server.address().port}` });
});
