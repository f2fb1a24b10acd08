import { beforeAll, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const post = (name: string, body: object, user = 'user@acme.test') => {
  const request = json(body);
  return call(app.url, `POST /json/reply/${name}`, { ...request, headers: { ...request.headers, ...as(user) } });
};

let sessionId: string;
beforeAll(async () => {
  const members = { memberEmailAddresses: ['agent@acme.test'] };
  sessionId = JSON.parse((await post('NewSession', { channel: 'Chat', ...members })).text).id;
});

// a ServiceStack client sends a DTO without a verb interface as POST
it.each<[name: string, body: () => object, shape: object]>([
  ['GetSession', () => ({ sessionId }), { channel: 'Chat' }],
  ['ListSessions', () => ({ countPerPage: 1 }), { totalCount: 1, items: [{ channel: 'Chat' }] }],
  ['GetMySessions', () => ({}), { sessions: [{ channel: 'Chat' }] }],
  ['GetActiveSessions', () => ({}), { sessions: [{ channel: 'Chat' }] }],
  ['GetChatTranscript', () => ({ sessionId }), { messages: [] }],
  ['ListMessages', () => ({ countPerPage: 1 }), { items: [] }],
  ['ListConversations', () => ({}), { conversations: [] }],
  ['PatchSession', () => ({ sessionId, consoleData: 'x' }), { consoleData: 'x' }],
  ['DeleteChatMember', () => ({ sessionId, memberToRemove: 'agent@acme.test' }), { channel: 'Chat' }],
  ['GetAuthStatus', () => ({}), { isAuthenticated: true, emailAddress: 'user@acme.test' }],
])('POST /json/reply/%s answers as its own route', async (name, body, shape) => {
  const { status, text } = await post(name, body());
  expect(status, text).toBe(200);
  expect(JSON.parse(text)).toMatchObject(shape);
});

it('POST /json/reply/GetActiveCalls needs the roles of its own route', async () => {
  expect((await post('GetActiveCalls', {})).status).toBe(403);
  expect(JSON.parse((await post('GetActiveCalls', {}, 'manager@acme.test')).text)).toEqual({ calls: [] });
});

it('POST /json/reply/EndSession has no content', async () => {
  expect((await post('EndSession', { sessionId })).status).toBe(204);
});

it('GET changes nothing on a pre-defined route', async () => {
  const { status, headers } = await call(app.url, 'GET /json/reply/EndSession', { headers: as('user@acme.test') });
  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('DELETE, POST');
});
