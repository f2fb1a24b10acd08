import { ObjectId } from 'bson';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  CreateSessionDocument,
  DeleteManySessionsDocument,
  ListConversationsDocument,
  ListMessagesDocument,
  SendOneMessageDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock('2026-03-01T10:00:00.000Z');
const app = useTestApp({}, { clock });
const mainLine = 'e00000000000000000000011';
const userEndpoint = 'e00000000000000000000002';
const [user, agent, viewer] = ['user', 'agent', 'viewer'].map((name) => as(`${name}@acme.test`));
const admin = as('admin@acme.test');
const ann = '+15550191';
const bob = '+15550192';

/** Ids of the sessions and messages that {@link beforeAll} creates, by the text of the message. */
const messageIds = new Map<string, string>();
let chatWithAnn: string;

/** Sends a message one minute after the one before. */
async function say(body: string, target: object, who = user): Promise<void> {
  clock.advance(60_000);
  const { sendMessage } = await dataOf(app.url, SendOneMessageDocument, { input: { ...target, body } }, who);
  messageIds.set(body, sendMessage?.id ?? '');
}

async function chat(parts: object, who = user): Promise<string> {
  return (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Chat', ...parts } }, who)).newSession.id;
}

async function get(path: string, who = user) {
  const { text } = await call(app.url, `GET ${path}`, { headers: { accept: 'application/json', ...who } });
  return JSON.parse(text);
}

const texts = async (query: string, who?: typeof user): Promise<string[]> =>
  (await get(`/messages${query}`, who)).items.map(({ text }: { text: string }) => text);

/** Returns the other address and the text of the newest message of each conversation. */
const newest = async (query = '', who?: typeof user): Promise<string[]> =>
  (await get(`/conversations${query}`, who)).conversations.map(
    ({ otherAddress, mostRecentMessage }: { otherAddress: string; mostRecentMessage: { text: string } }) =>
      `${otherAddress} ${mostRecentMessage.text}`,
  );

const conversationWith = async (otherAddress: string): Promise<string> =>
  (await get('/conversations')).conversations.find((one: { otherAddress: string }) => one.otherAddress === otherAddress)
    .id;

beforeAll(async () => {
  await say('1 to ann', { endpointId: mainLine, toAddress: ann });
  await say('2 to bob', { endpointId: mainLine, toAddress: bob });
  chatWithAnn = await chat({ toAddress: '+1 (555) 0191', fromPhoneNumber: '+15550100', customerId: demoIds.northShop });
  await say('3 to ann', { sessionId: chatWithAnn });
  await say('4 to ann', { sessionId: await chat({ toAddress: ann }) });
  await say('5 to nobody', { sessionId: await chat({}) });
  await say(
    '6 of Globex',
    { sessionId: await chat({ toAddress: ann }, as('user@globex.test')) },
    as('user@globex.test'),
  );
});

describe('GET /messages', () => {
  it('lists the messages of the accounts of any signed-in user, newest first', async () => {
    expect(await get('/messages?countPerPage=2', viewer)).toEqual({
      items: [
        expect.objectContaining({
          id: messageIds.get('5 to nobody'),
          text: '5 to nobody',
          date: '2026-03-01T10:05:00.000Z',
        }),
        expect.objectContaining({
          id: messageIds.get('4 to ann'),
          otherAddress: ann,
          endpointDisplayName: 'User Acme',
        }),
      ],
      totalCount: 5,
      totalPages: 3,
      hasMorePages: true,
    });
    expect(await texts('?countPerPage=2&page=2')).toEqual(['1 to ann']);
    expect(await texts('?all=true')).toEqual(['5 to nobody', '4 to ann', '3 to ann', '2 to bob', '1 to ann']);
    expect(await texts('', as('user@globex.test'))).toEqual(['6 of Globex']);
    expect(await texts('?countPerPage=1', admin)).toEqual(['6 of Globex']);
    expect((await call(app.url, 'GET /messages')).status).toBe(401);
  });

  it('sorts by date in both directions', async () => {
    expect(await texts('?sortField=Date&countPerPage=2')).toEqual(['1 to ann', '2 to bob']);
    expect(await texts('?sortField=date&sortOrder=Descend&countPerPage=1')).toEqual(['5 to nobody']);
    expect(await texts('?sortOrder=Ascend&all=true')).toEqual([
      '1 to ann',
      '2 to bob',
      '3 to ann',
      '4 to ann',
      '5 to nobody',
    ]);
    expect((await get('/messages?sortField=colour')).responseStatus.errors[0].fieldName).toBe('SortField');
  });

  it('filters by each criterion, and finds nothing for a value that matches nothing', async () => {
    const conversation = await conversationWith(bob);
    expect(await texts(`?endpointIds=${mainLine}`)).toEqual(['3 to ann', '2 to bob', '1 to ann']);
    expect(await texts(`?endpointIds=${mainLine},${userEndpoint}&customerIds=${demoIds.northShop}`)).toEqual([
      '3 to ann',
    ]);
    expect(await texts(`?conversationIds=${conversation}`)).toEqual(['2 to bob']);
    expect(await texts(`?specificIds=${messageIds.get('1 to ann')}`)).toEqual(['1 to ann']);
    expect(await texts(`?accountIds=${demoIds.acme}&countPerPage=1`)).toEqual(['5 to nobody']);
    expect(await texts('?afterDate=2026-03-01T10:04:00.000Z')).toEqual(['5 to nobody']);
    expect(await texts('?afterDate=2026-03-01&sortOrder=Ascend&countPerPage=1')).toEqual(['1 to ann']);
    for (const nothing of [
      ...['accountIds=x', 'endpointIds=x', 'customerIds=x', 'conversationIds=x', 'specificIds=x'],
      ...[`accountIds=${demoIds.globex}`, `customerIds=${demoIds.headOffice}`, 'afterDate=2026-03-02'],
    ]) {
      expect([nothing, await texts(`?${nothing}`)]).toEqual([nothing, []]);
    }
    expect((await get('/messages?afterDate=soon')).responseStatus.errorCode).toBe('SerializationException');
  });

  it('answers XML with the root of the generic list', async () => {
    const { text } = await call(app.url, `GET /messages?specificIds=${messageIds.get('2 to bob')}`, {
      headers: { ...user, accept: 'application/xml' },
    });
    const voice = 'http://schemas.datacontract.org/2004/07/Voice.Api';
    expect(text).toBe(
      `<?xml version="1.0" encoding="utf-8"?><ListResponseOfMessageInfoCeNIv4MU xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${voice}">` +
        `<HasMorePages>false</HasMorePages><Items xmlns:d2p1="${voice}.Messaging"><d2p1:MessageInfo><d2p1:AccountId>${demoIds.acme}</d2p1:AccountId>` +
        '<d2p1:CustomerId i:nil="true" /><d2p1:Date>2026-03-01T10:02:00.000Z</d2p1:Date><d2p1:Direction>Outgoing</d2p1:Direction>' +
        `<d2p1:EndpointDisplayName>Main line</d2p1:EndpointDisplayName><d2p1:EndpointId>${mainLine}</d2p1:EndpointId>` +
        `<d2p1:Id>${messageIds.get('2 to bob')}</d2p1:Id><d2p1:IsUnread>false</d2p1:IsUnread><d2p1:OtherAddress>${bob}</d2p1:OtherAddress>` +
        '<d2p1:Sender>User Acme</d2p1:Sender><d2p1:Text>2 to bob</d2p1:Text></d2p1:MessageInfo></Items>' +
        '<TotalCount>1</TotalCount><TotalPages>1</TotalPages></ListResponseOfMessageInfoCeNIv4MU>',
    );
  });
});

describe('GET /conversations', () => {
  it('lists the pairs of endpoint and other party with their newest message, newest first', async () => {
    const { conversations } = await get('/conversations', viewer);
    expect(conversations).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        endpointId: userEndpoint,
        otherAddress: ann,
        mostRecentMessage: expect.objectContaining({ text: '4 to ann', endpointDisplayName: 'User Acme' }),
      },
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        endpointId: mainLine,
        otherAddress: ann,
        mostRecentMessage: expect.objectContaining({ text: '3 to ann', customerId: demoIds.northShop }),
      },
      {
        id: await conversationWith(bob),
        endpointId: mainLine,
        otherAddress: bob,
        mostRecentMessage: expect.objectContaining({ text: '2 to bob' }),
      },
    ]);
    expect(await newest('', as('user@globex.test'))).toEqual([`${ann} 6 of Globex`]);
    expect((await call(app.url, 'GET /conversations')).status).toBe(401);
  });

  it('filters by each criterion, and finds nothing for a value that matches nothing', async () => {
    expect(await newest(`?endpointIds=${mainLine}`)).toEqual([`${ann} 3 to ann`, `${bob} 2 to bob`]);
    expect(await newest(`?customerIds=${demoIds.northShop}`)).toEqual([`${ann} 3 to ann`]);
    expect(await newest('?afterDate=2026-03-01T10:03:00Z')).toEqual([`${ann} 4 to ann`]);
    for (const nothing of ['accountIds=x', `accountIds=${demoIds.globex}`, 'endpointIds=x', 'customerIds=x']) {
      expect([nothing, await newest(`?${nothing}`)]).toEqual([nothing, []]);
    }
  });

  it('answers XML', async () => {
    const { text } = await call(app.url, `GET /conversations?customerIds=${demoIds.northShop}`, {
      headers: { ...user, accept: 'application/xml' },
    });
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?><ListConversationsResponse xmlns:i="http:\/\/www.w3.org\/2001\/XMLSchema-instance" xmlns="http:\/\/schemas.datacontract.org\/2004\/07\/Voice.Api.Messaging"><Conversations><ConversationInfo><EndpointId>e00000000000000000000011<\/EndpointId><Id>[0-9a-f]{32}<\/Id><MostRecentMessage><AccountId>/,
    );
  });
});

describe('messages and conversations over GraphQL', () => {
  it('are connections over cursors, in the order of the lists', async () => {
    const page = async (after: string | null) =>
      (await dataOf(app.url, ListMessagesDocument, { first: 3, after }, viewer)).messages;
    const newestThree = await page(null);
    const others = await page(newestThree.pageInfo.endCursor ?? null);
    expect([newestThree, others]).toMatchObject([
      { nodes: [{ text: '5 to nobody' }, { text: '4 to ann' }, { text: '3 to ann' }], totalCount: 5 },
      { nodes: [{ text: '2 to bob' }, { text: '1 to ann' }], totalCount: 5, pageInfo: { hasNextPage: false } },
    ]);
    const last = await dataOf(app.url, ListMessagesDocument, { last: 2, filter: { sessionIds: [chatWithAnn] } });
    expect(last.messages.nodes).toMatchObject([{ text: '3 to ann', sessionId: chatWithAnn, sender: 'User Acme' }]);

    const first = await dataOf(app.url, ListConversationsDocument, { first: 2 }, viewer);
    expect(first.conversations).toMatchObject({
      nodes: [{ mostRecentMessage: { text: '4 to ann' } }, { mostRecentMessage: { text: '3 to ann' } }],
      totalCount: 3,
      pageInfo: { hasNextPage: true },
    });
    const { startCursor, endCursor } = first.conversations.pageInfo;
    const rest = await dataOf(app.url, ListConversationsDocument, { after: endCursor });
    expect(rest.conversations.nodes).toMatchObject([{ otherAddress: bob }]);
    const before = await dataOf(app.url, ListConversationsDocument, { last: 1, before: endCursor });
    expect(before.conversations.nodes).toMatchObject([{ mostRecentMessage: { text: '4 to ann' } }]);
    const wrong = await send(app.url, ListMessagesDocument, { after: startCursor });
    expect(wrong.errors[0]?.extensions.errors).toMatchObject([{ fieldName: 'after', errorCode: 'Cursor' }]);
  });

  it('need sign-in', async () => {
    const answers = [
      await send(app.url, ListMessagesDocument, {}, {}),
      await send(app.url, ListConversationsDocument, {}, {}),
    ];
    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });
});

describe('messages of the other party', () => {
  it('are incoming and unread until somebody answers', async () => {
    const sessionId = await chat({ withAddress: `user:${demoIds.agent}` });
    await say('7 a question', { sessionId });
    await say('8 an answer', { sessionId }, agent);
    const read = async () =>
      (await dataOf(app.url, ListMessagesDocument, { filter: { sessionIds: [sessionId] } })).messages.nodes;
    const parties = { endpointId: userEndpoint, otherAddress: `user:${demoIds.agent}` };
    expect(await read()).toMatchObject([
      { ...parties, text: '8 an answer', direction: 'Incoming', sender: 'Agent Acme', isUnread: true },
      { ...parties, text: '7 a question', direction: 'Outgoing', sender: 'User Acme', isUnread: false },
    ]);
    await say('9 thanks', { endpointId: userEndpoint, toAddress: 'agent@acme.test' });
    expect(await read()).toMatchObject([{ isUnread: false }, { isUnread: false }]);
  });
});

describe('the newest message of a conversation', () => {
  it('is the newest stored one when a killed process stored only the conversation', async () => {
    const direct = { endpointId: mainLine, toAddress: '+15550193' };
    await say('10 stored', direct);
    const id = await conversationWith('+15550193');
    clock.advance(60_000);
    const changed = await directly(app.database, (db) =>
      db
        .collection<{ _id: string }>('conversations')
        .updateOne({ _id: id }, { $set: { newestMessageId: new ObjectId(), dateCreated: clock.now() } }),
    );
    expect(changed.modifiedCount).toBe(1);
    expect(await newest(`?endpointIds=${mainLine}`)).toContain('+15550193 10 stored');
    expect(await newest('?afterDate=2026-03-01T10:00:00Z')).toContain('+15550193 10 stored');
    await directly(app.database, (db) => db.collection('messages').deleteOne({ text: '10 stored' }));
    expect((await newest()).filter((one) => one.startsWith('+15550193'))).toEqual([]);
  });

  it('stays when an earlier message is written later', async () => {
    const direct = { endpointId: mainLine, toAddress: '+15550194' };
    await say('11 later', direct);
    clock.advance(-3_600_000);
    await say('12 earlier', direct);
    clock.advance(3_600_000);
    expect((await newest()).filter((one) => one.startsWith('+15550194'))).toEqual(['+15550194 11 later']);
  });

  it('is one of the remaining messages after the sessions are deleted, or the conversation ends', async () => {
    clock.advance(30 * 86_400_000);
    await say('13 direct', { endpointId: userEndpoint, toAddress: '+15550195' });
    await say('14 in a session', { sessionId: await chat({ toAddress: '+15550195' }) });
    await say('15 in a session', { sessionId: await chat({ toAddress: '+15550196' }) });
    const recent = async () => (await newest('?afterDate=2026-03-20')).sort();
    expect(await recent()).toEqual(['+15550195 14 in a session', '+15550196 15 in a session']);
    const range = { startDateTime: '2026-03-20T00:00:00Z', endDateTime: '2026-05-01T00:00:00Z' };
    await dataOf(app.url, DeleteManySessionsDocument, { input: { accountId: demoIds.acme, ...range } }, admin);
    expect(await recent()).toEqual(['+15550195 13 direct']);
    expect(await texts('?afterDate=2026-03-20')).toEqual(['13 direct']);
  });
});
