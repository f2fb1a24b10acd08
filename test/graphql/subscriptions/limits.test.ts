import { expect, it } from 'vitest';
import { readEvents } from '../../support/event-stream.ts';
import { as } from '../../support/graphql-client.ts';
import { openSocket } from '../../support/live-client.ts';
import { useTestApp } from '../../support/use-test-app.ts';

const limits = { QUERY_MAX_COST: '30', QUERY_MAX_DEPTH: '6', QUERY_MAX_TOKENS: '200', QUERY_MAX_ALIASES: '5' };
const app = useTestApp({ ...limits, RATE_LIMIT_USER: '60' });

const whoAmI = '{ me { emailAddress } }';
const sessionOf = (fields: string) => `subscription { sessionEvents { session { ${fields} } } }`;
const rejected: [what: string, query: string, code: string][] = [
  ['costly query', '{ sessions(first: 100) { nodes { id } } }', 'QUERY_TOO_COMPLEX'],
  ['costly subscription', sessionOf('children { children { id } }'), 'QUERY_TOO_COMPLEX'],
  ['deep one', sessionOf(`${'parent { '.repeat(6)}id${' }'.repeat(6)}`), 'QUERY_TOO_COMPLEX'],
  ['one with many aliases', sessionOf('a: id b: id c: id d: id e: id f: id'), 'QUERY_TOO_COMPLEX'],
  ['long one', sessionOf('id '.repeat(300)), 'GRAPHQL_PARSE_FAILED'],
];

it.each(rejected)('a %s is refused as over HTTP, and the socket stays open', async (_what, query, code) => {
  const socket = await openSocket(app.url, { params: as('admin@acme.test') });
  socket.subscribe('1', query);
  const { payload } = await socket.next('1');
  expect((payload.errors ?? payload)[0].extensions.code).toBe(code);
  socket.send({ type: 'ping' });
  while ((await socket.next()).type !== 'pong');
  socket.close();
});

it.each(rejected)('a %s is refused so in an event stream', async (_what, query, code) => {
  const headers = { accept: 'text/event-stream', ...as('agent@acme.test') };
  const response = await fetch(`${app.url}/graphql?${new URLSearchParams({ query })}`, { headers });
  const { value } = await readEvents(response).next();
  expect(value?.data.errors[0].extensions.code).toBe(code);
});

it('operations over a socket count against the rate limit', async () => {
  const socket = await openSocket(app.url);
  let spent = 0;
  let code: string | undefined;
  for (; code === undefined && spent < 60; spent += 1) {
    socket.subscribe(`${spent}`, whoAmI);
    const { payload } = await socket.next(`${spent}`);
    code = payload.errors?.[0].extensions.code;
  }
  expect(code).toBe('RATE_LIMITED');
  expect(spent).toBeGreaterThan(5);
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...as('user@acme.test') },
    body: JSON.stringify({ query: whoAmI }),
  });
  expect(response.status).toBe(429);
  socket.close();
});
