import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock('2026-03-01T10:00:00.000Z');
const app = useTestApp({}, { clock });
const userEndpoint = 'e00000000000000000000002';
const mainLine = 'e00000000000000000000011';
const user = as('user@acme.test');
const viewer = as('viewer@acme.test');

async function post(path: string, value: object, who = user) {
  const { headers, body } = json(value);
  const answer = await call(app.url, `POST ${path}`, {
    headers: { accept: 'application/json', ...headers, ...who },
    body,
  });
  return { ...answer, value: answer.text === '' ? null : JSON.parse(answer.text) };
}

async function get(path: string, who = user) {
  const answer = await call(app.url, `GET ${path}`, { headers: { accept: 'application/json', ...who } });
  return JSON.parse(answer.text);
}

const chat = async (parts: object, who = user): Promise<string> =>
  (await post('/sessions', { channel: 'Chat', ...parts }, who)).value.id;
const say = async (sessionId: string, body: string, who = user) =>
  (await post(`/sessions/${sessionId}/messages`, { body }, who)).value;
const textsOf = ({ items }: { items: { text: string }[] }) => items.map(({ text }) => text);

describe('POST /sessions/{sessionId}/messages', () => {
  it('returns the message, which belongs to the endpoint of the session and the other party', async () => {
    const id = await chat({ toAddress: '+1 (555) 0171', customerId: demoIds.northShop });
    const { status, value } = await post(`/sessions/${id}/messages`, { body: ' Hello\nthere ' });
    expect([status, value]).toEqual([
      200,
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        accountId: demoIds.acme,
        customerId: demoIds.northShop,
        endpointId: userEndpoint,
        endpointDisplayName: 'User Acme',
        date: '2026-03-01T10:00:00.000Z',
        direction: 'Outgoing',
        otherAddress: '+15550171',
        sender: 'User Acme',
        text: 'Hello\nthere',
        isUnread: false,
      },
    ]);
  });

  it('reads and writes XML', async () => {
    const id = await chat({ toAddress: '+15550172' });
    const namespace = 'http://schemas.datacontract.org/2004/07/Voice.Api';
    const { status, text } = await call(app.url, `POST /sessions/${id}/messages`, {
      headers: { ...user, 'content-type': 'application/xml', accept: 'application/xml' },
      body: `<SendMessage xmlns="${namespace}.Sessions"><Body>in XML</Body></SendMessage>`,
    });
    expect([status, text.replace(/<Id>[0-9a-f]{24}<\/Id>/, '<Id>ID</Id>')]).toEqual([
      200,
      `<?xml version="1.0" encoding="utf-8"?><MessageInfo xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${namespace}.Messaging">` +
        `<AccountId>${demoIds.acme}</AccountId><CustomerId i:nil="true" /><Date>2026-03-01T10:00:00.000Z</Date><Direction>Outgoing</Direction>` +
        `<EndpointDisplayName>User Acme</EndpointDisplayName><EndpointId>${userEndpoint}</EndpointId><Id>ID</Id><IsUnread>false</IsUnread>` +
        '<OtherAddress>+15550172</OtherAddress><Sender>User Acme</Sender><Text>in XML</Text></MessageInfo>',
    ]);
  });

  it('ignores endpointId and toAddress, also at the pre-defined route', async () => {
    const sessionId = await chat({ toAddress: '+15550173' });
    const request = { sessionId, endpointId: mainLine, toAddress: 'nobody', body: 'hi' };
    for (const path of ['/messages', '/json/reply/SendMessage']) {
      expect((await post(path, request)).value).toMatchObject({ endpointId: userEndpoint, otherAddress: '+15550173' });
    }
  });

  it.each([
    [
      'the number that an incoming session was for',
      { direction: 'Incoming', toAddress: '+15550100', fromAddress: 'a@b.test' },
      mainLine,
      'a@b.test',
    ],
    [
      'the number that it comes from',
      { fromPhoneNumber: '+1 555 0100', toAddress: '+15550174' },
      mainLine,
      '+15550174',
    ],
    [
      'its creator, for any other number',
      { fromPhoneNumber: '+15559999', toAddress: '+15550174' },
      userEndpoint,
      '+15550174',
    ],
    [
      'its creator, with a user as the other party',
      { withAddress: `user:${demoIds.agent}` },
      userEndpoint,
      `user:${demoIds.agent}`,
    ],
    [
      'its creator, with the first member as the other party',
      { memberEmailAddresses: ['Agent@acme.test', 'x@y.test'] },
      userEndpoint,
      `user:${demoIds.agent}`,
    ],
    [
      'its creator, with an address outside of the account',
      { toAddress: 'Guest@Example.test' },
      userEndpoint,
      'guest@example.test',
    ],
  ])('shows the endpoint of %s', async (_, parts, endpointId, otherAddress) => {
    expect(await say(await chat(parts), 'x')).toMatchObject({ endpointId, otherAddress });
  });

  it('shows no endpoint and no party where the session has none, and makes no conversation then', async () => {
    const alone = await say(await chat({}), 'to nobody');
    expect(alone).toMatchObject({ endpointId: userEndpoint, endpointDisplayName: 'User Acme' });
    expect(alone).not.toHaveProperty('otherAddress');
    const admin = { ...as('admin@acme.test'), 'x-account-id': demoIds.globex };
    const foreign = await say(await chat({ toAddress: '+15550175' }, admin), 'without an endpoint', admin);
    expect(foreign).toMatchObject({ accountId: demoIds.globex, otherAddress: '+15550175' });
    expect(foreign).not.toHaveProperty('endpointId');
    expect((await get(`/conversations?accountIds=${demoIds.globex}`, admin)).conversations).toEqual([]);
    expect(textsOf(await get(`/messages?accountIds=${demoIds.globex}`, admin))).toEqual(['without an endpoint']);
  });
});

describe('POST /messages', () => {
  it('sends from an endpoint to an address, in JSON and in XML', async () => {
    const { status, value } = await post('/messages', { endpointId: mainLine, toAddress: '+15550181', body: 'hi' });
    expect([status, value]).toMatchObject([
      200,
      {
        accountId: demoIds.acme,
        endpointId: mainLine,
        endpointDisplayName: 'Main line',
        otherAddress: '+15550181',
        text: 'hi',
      },
    ]);
    const { text } = await call(app.url, 'POST /messages', {
      headers: { ...user, 'content-type': 'application/xml', accept: 'application/json' },
      body: `<SendMessage xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions"><Body>hi</Body><EndpointId>${mainLine}</EndpointId><ToAddress>AGENT@acme.test</ToAddress></SendMessage>`,
    });
    expect(JSON.parse(text)).toMatchObject({ endpointId: mainLine, otherAddress: `user:${demoIds.agent}` });
  });

  it('sends one message for each idempotency key', async () => {
    const headers = { ...user, 'idempotency-key': 'direct-1' };
    const request = { endpointId: mainLine, toAddress: '+15550182', body: 'once' };
    const first = await post('/messages', request, headers);
    const again = await post('/messages', { ...request, toAddress: '+1 555 0182' }, headers);
    expect([again.value, again.headers.get('idempotent-replayed')]).toEqual([first.value, 'true']);
    expect((await post('/messages', { ...request, toAddress: '+15550183' }, headers)).status).toBe(409);
  });

  it.each([
    ['nothing to send to', { body: 'x' }, 'SessionId', 'NotEmpty'],
    ['an endpoint without an address', { endpointId: mainLine, body: 'x' }, 'ToAddress', 'NotEmpty'],
    ['an address without an endpoint', { toAddress: '+15550181', body: 'x' }, 'SessionId', 'NotEmpty'],
    ['an address that is none', { endpointId: mainLine, toAddress: 'x', body: 'x' }, 'ToAddress', 'RegularExpression'],
    [
      'a user of another account',
      { endpointId: mainLine, toAddress: `user:${demoIds.globexUser}`, body: 'x' },
      'ToAddress',
      'NotFound',
    ],
    ['no text', { endpointId: mainLine, toAddress: '+15550181' }, 'Body', 'NotEmpty'],
  ])('returns 400 for %s', async (_, request, fieldName, errorCode) => {
    const answer = await post('/messages', request);
    expect([answer.status, responseStatus(answer).errors]).toMatchObject([400, [{ fieldName, errorCode }]]);
  });

  it('returns 400 for an expected revision, which only a session has', async () => {
    const request = { endpointId: mainLine, toAddress: '+15550181', body: 'x' };
    expect((await post('/messages', request, { ...user, 'if-match': '1' })).status).toBe(400);
  });

  it('needs the role User and an endpoint of the account', async () => {
    const request = { endpointId: mainLine, toAddress: '+15550181', body: 'x' };
    expect((await post('/messages', request, viewer)).status).toBe(403);
    expect((await post('/messages', request, {} as typeof user)).status).toBe(401);
    const foreign = await post('/messages', request, as('user@globex.test'));
    expect([foreign.status, responseStatus(foreign).errors]).toMatchObject([404, [{ fieldName: 'EndpointId' }]]);
  });
});
