// Every door of the server: how to make a request for it of a seed, and how to ask it.
import { Agent } from 'node:http';
import { damaged, numbersFrom } from './hostile-bodies.mjs';
import { randomGraphqlRequest, randomOperation } from './random-operations.mjs';
import { codecs, randomRequest, timeRequest } from './random-requests.mjs';
import { SocketAsker } from './socket-asker.mjs';

/** Asks over HTTP, one request after the other on one connection. */
function overHttp(url, authorization) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (request) => timeRequest(url, { ...request, headers: { authorization, ...request.headers } }, agent),
    close: () => agent.destroy(),
  };
}

const pages = [
  '/metadata',
  '/json/metadata?op=NewSession',
  '/xml/metadata',
  '/types/typescript',
  '/types/csharp',
  '/types',
  '/openapi.json',
];
const playground = ['/graphql', '/graphql/playground/graphiql.js', '/graphql/playground/x'];
const console = ['/console', '/console/', '/console/x.js'];
const health = ['/health/live', '/health/ready', '/metrics'];
const signIns = [
  '/auth/credentials',
  '/auth/status',
  '/auth/logout',
  '/auth',
  '/api/Authenticate',
  '/json/reply/Authenticate',
  '/api/GetAuthStatus',
];
const methods = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE'];

/** A request for one of some addresses, for what browsers ask for. */
function randomVisit(targets, seed) {
  const next = numbersFrom(seed);
  const target = targets[next(targets.length)];
  const odd = next(3) === 0 ? `/${damaged(target, next)}` : target;
  return {
    method: methods[next(methods.length)],
    target: odd.replaceAll(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(sign.toWellFormed())),
    headers: { accept: next(2) ? 'text/html' : damaged('application/json', next).replaceAll(/[^\t\x20-\x7e]/g, '') },
    body: '',
  };
}

/** Somebody who signs in with what is nearly right. */
function randomSignIn(seed) {
  const next = numbersFrom(seed);
  const body = JSON.stringify({
    provider: 'credentials',
    userName: 'agent@acme.test',
    password: 'wrong',
    rememberMe: true,
  });
  return {
    ...randomVisit(signIns, seed),
    method: next(4) ? 'POST' : 'GET',
    headers: {
      authorization: '',
      'content-type': 'application/json',
      cookie: damaged('ss-id=abc; ss-opt=perm', next).replaceAll(/[^\x20-\x7e]/g, ''),
    },
    body: damaged(body, next),
  };
}

/** A message of graphql-transport-ws. */
function randomMessage(seed) {
  const next = numbersFrom(seed);
  const type = ['subscribe', 'subscribe', 'subscribe', 'complete', 'ping', 'next'][next(6)];
  const message = JSON.stringify({ id: `${next(5)}`, type, payload: randomOperation(seed) });
  return { message: next(4) === 0 ? damaged(message, next) : message };
}

const json = 'application/graphql-response+json';
const ofRest = Object.keys(codecs).map((codec) => [
  `REST in ${codec}`,
  { random: (seed) => randomRequest(codec, seed), open: overHttp },
]);
const visits = { pages, playground, console, health };

export const doors = {
  GraphQL: { random: (seed) => randomGraphqlRequest(json, seed), open: overHttp },
  'event streams': { random: (seed) => randomGraphqlRequest('text/event-stream', seed), open: overHttp },
  WebSocket: { random: randomMessage, open: (url, authorization) => new SocketAsker(url, authorization) },
  ...Object.fromEntries(ofRest),
  'sign-in': { random: randomSignIn, open: overHttp },
  ...Object.fromEntries(
    Object.entries(visits).map(([name, targets]) => [
      name,
      { random: (seed) => randomVisit(targets, seed), open: overHttp },
    ]),
  ),
};
