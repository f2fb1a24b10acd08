import { describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { openSocket } from '../support/live-client.ts';
import { call } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const production = useTestApp({ NODE_ENV: 'production', SEED_DEMO: '1' });
const development = useTestApp();

type Send = (url: string, body: object) => Promise<string>;
const byPost =
  (accept: string): Send =>
  async (url, body) => {
    const headers = { 'content-type': 'application/json', accept, ...as('user@acme.test') };
    return (await call(url, 'POST /graphql', { headers, body: JSON.stringify(body) })).text;
  };
const bySocket: Send = async (url, body) => {
  const socket = await openSocket(url);
  socket.send({ id: '1', type: 'subscribe', payload: body });
  const answer = JSON.stringify(await socket.next('1'));
  socket.close();
  return answer;
};
const transports: [string, Send][] = [
  ['HTTP', byPost('application/json')],
  ['an event stream', byPost('text/event-stream')],
  ['WebSocket', bySocket],
];

const byFilter = 'query($f:SessionFilter){sessions(filter:$f){totalCount}}';
const watch = 'subscription($f:SessionEventFilter){sessionEvents(filter:$f){sessionId}}';
const mistakes: [what: string, body: object, message: string][] = [
  ['an unknown field', { query: '{sesions{totalCount}}' }, 'Cannot query field'],
  ['an unknown type', { query: 'query($f:SesionFilter){__typename}' }, 'Unknown type'],
  ['an unknown enum value', { query: '{sessions(filter:{channel:[Voic]}){totalCount}}' }, 'does not exist in'],
  [
    'an unknown enum value in a variable',
    { query: byFilter, variables: { f: { channel: ['Voic'] } } },
    'does not exist',
  ],
  ['an unknown field in a variable', { query: byFilter, variables: { f: { chanel: ['Voice'] } } }, 'is not defined by'],
  [
    'an unknown enum value in a variable of a subscription',
    { query: watch, variables: { f: { kinds: ['SessionCreate'] } } },
    'does not exist',
  ],
];

describe.each(transports)('an error over %s', (transport, send) => {
  const sent = mistakes.filter(([what]) => transport !== 'HTTP' || !what.includes('subscription'));
  it.each(sent)('suggests no names in production for %s', async (_what, body, message) => {
    // the second execution is that of a compiled operation
    for (let round = 0; round < 2; round += 1) {
      const text = await send(production.url, body);
      expect(text).toContain(message);
      expect(text).not.toContain('Did you mean');
    }
  });

  it.each(sent)('suggests names in development for %s', async (_what, body) => {
    expect(await send(development.url, body)).toContain('Did you mean');
  });
});

it.each([
  ['application/json', '{"channel":"Voic"}'],
  ['application/jsv', '{channel:Voic}'],
  ['text/csv', 'channel\nVoic'],
  ['application/x-www-form-urlencoded', 'channel=Voic'],
])('an error of REST suggests no names for %s', async (type, body) => {
  const headers = { accept: 'application/json', 'content-type': type, ...as('user@acme.test') };
  const { status, text } = await call(development.url, 'POST /sessions', { headers, body });
  expect(status).toBe(400);
  expect(text).toContain('Voic');
  expect(text).not.toMatch(/Did you mean|Voice/);
});
