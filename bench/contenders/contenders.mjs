// Who is compared where. Every row is a process of its own; `start` is called with its environment.
import { startContender, startServer } from './processes.mjs';

export const own = 'voice-sessions';
const coalesced = (name) => `${name}, with response coalescing`;
const isNodeOfGrafast = Number(process.versions.node.split('.')[0]) >= 22;

/** A contender in this folder; those with Fastify a second time with this server's hook for response coalescing. */
const contender = (name, file, env, options = {}) => [[name, { start: startContender, file, env, ...options }]];
const fastifyContender = (name, file, env, options) => [
  ...contender(name, file, env, options),
  ...contender(coalesced(name), file, { ...env, COALESCE: '1' }, options),
];

/** Contenders that answer from memory. @param data the sessions they return */
export function withoutDatabase({ ownEnv, uri, data }) {
  const env = { ANSWERS: JSON.stringify(data) };
  return new Map([
    ...contender(own, './voice-sessions.mjs', ownEnv, { isRest: true }),
    ...contender('Apollo Server, TypeGraphQL, mongoose', './apollo.mjs', env),
    ...contender('GraphQL Yoga', './yoga.mjs', env),
    ...contender('GraphQL Yoga with JIT', './yoga.mjs', { ...env, JIT: '1' }),
    // its release needs Node 22
    ...(isNodeOfGrafast ? contender('Grafast, grafserv', './grafast.mjs', env) : []),
    ...fastifyContender('Mercurius', './mercurius.mjs', env),
    ...fastifyContender('Mercurius with JIT', './mercurius.mjs', { ...env, JIT: '1' }),
    ...fastifyContender('hand-written handler', './handwritten.mjs', { ...env, MONGODB_URI: uri }, { isRest: true }),
  ]);
}

/** Contenders over a database, each with a copy of its own. @param copy returns the URI of a new copy */
export async function overDatabase({ ownEnv, copy }) {
  return new Map([
    [own, { start: (_, options) => startServer(options), env: ownEnv, isRest: true }],
    ...contender('Apollo Server, TypeGraphQL, mongoose', './apollo.mjs', { MONGODB_URI: await copy() }),
    ...fastifyContender('Mercurius with JIT', './mercurius.mjs', { MONGODB_URI: await copy(), JIT: '1' }),
    ...fastifyContender('hand-written handler', './handwritten.mjs', { MONGODB_URI: await copy() }, { isRest: true }),
  ]);
}
