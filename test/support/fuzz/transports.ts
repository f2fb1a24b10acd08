// Every transport of the server: a random request for it from a seed, and a client that sends it.
import { Agent } from 'node:http';
import { toUSVString } from 'node:util';
import { damaged, numbersFrom, pick } from './hostile-bodies.ts';
import { randomGraphqlRequest, randomOperation } from './random-operations.ts';
import {
  type CodecName,
  codecs,
  type RandomRequest,
  randomRequest,
  type TimedResponse,
  timeRequest,
} from './random-requests.ts';
import { SocketClient, type SocketMessage } from './socket-client.ts';

export interface FuzzClient {
  /** Sends the request of a seed. */
  send(seed: number): Promise<TimedResponse>;
  close(): void;
}

export interface FuzzTransport {
  /** @returns the request of a seed, for error messages */
  random(seed: number): RandomRequest | SocketMessage;
  open(url: string, authorization: string): FuzzClient;
}

/** Sends requests over HTTP, one after the other on one connection. */
export function httpTransport(random: (seed: number) => RandomRequest): FuzzTransport {
  return {
    random,
    open(url, authorization) {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      return {
        send: (seed) => {
          const request = random(seed);
          return timeRequest(url, { ...request, headers: { authorization, ...request.headers } }, agent);
        },
        close: () => agent.destroy(),
      };
    },
  };
}

const webSocketTransport: FuzzTransport = {
  random: randomMessage,
  open(url, authorization) {
    const client = new SocketClient(url, authorization);
    return { send: (seed) => client.send(randomMessage(seed)), close: () => client.close() };
  },
};

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

/** A request as browsers send it. */
function randomVisit(targets: readonly string[], seed: number): RandomRequest {
  const next = numbersFrom(seed);
  const target = pick(targets, next);
  const odd = next(3) === 0 ? `/${damaged(target, next)}` : target;
  return {
    method: pick(methods, next),
    target: odd.replaceAll(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(toUSVString(sign))),
    headers: { accept: next(2) ? 'text/html' : damaged('application/json', next).replaceAll(/[^\t\x20-\x7e]/g, '') },
    body: '',
  };
}

/** A nearly valid sign-in. */
function randomSignIn(seed: number): RandomRequest {
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
function randomMessage(seed: number): SocketMessage {
  const next = numbersFrom(seed);
  const type = pick(['subscribe', 'subscribe', 'subscribe', 'complete', 'ping', 'next'], next);
  const message = JSON.stringify({ id: `${next(5)}`, type, payload: randomOperation(seed) });
  return { message: next(4) === 0 ? damaged(message, next) : message };
}

const json = 'application/graphql-response+json';
const restTransports = (Object.keys(codecs) as CodecName[]).map(
  (codec) => [`REST in ${codec}`, httpTransport((seed) => randomRequest(codec, seed))] as const,
);
const visits = Object.entries({ pages, playground, console, health }).map(
  ([name, targets]) => [name, httpTransport((seed) => randomVisit(targets, seed))] as const,
);

export const fuzzTransports: Readonly<Record<string, FuzzTransport>> = {
  GraphQL: httpTransport((seed) => randomGraphqlRequest(json, seed)),
  'event streams': httpTransport((seed) => randomGraphqlRequest('text/event-stream', seed)),
  WebSocket: webSocketTransport,
  ...Object.fromEntries(restTransports),
  'sign-in': httpTransport(randomSignIn),
  ...Object.fromEntries(visits),
};
