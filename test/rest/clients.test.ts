import { readFileSync } from 'node:fs';
import { JsonApiClient, JsonServiceClient } from '@servicestack/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  FlowChannels,
  GetActiveSessions,
  GetMySessions,
  GetSession,
  ListAccounts,
  ListSessions,
  NewSession,
  SessionDirections,
  SessionInfo,
  SortOrders,
} from '../../schema/dtos.ts';
import { CountSessionsDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

function signedIn(
  userName = 'user@acme.test',
  create = (url: string) => new JsonServiceClient(url),
): JsonServiceClient {
  const client = create(app.url);
  client.setCredentials(userName, demoPassword);
  return client;
}

/** Makes a client behave like versions without the `/api` routes. */
function older(client: JsonServiceClient, isOlder: boolean): JsonServiceClient {
  if (isOlder) Object.assign(client, { basePath: null });
  return client;
}

const count = async () => (await dataOf(app.url, CountSessionsDocument, {}, as('admin@acme.test'))).sessions.totalCount;

const chat = (displayName: string) =>
  new NewSession({ channel: FlowChannels.Chat, displayName, memberEmailAddresses: ['guest@example.test'] });

describe('@servicestack/client', () => {
  it('posts a typed request and receives a typed response', async () => {
    const session = await signedIn().post(chat('post'));
    expect(session).toMatchObject({
      channel: FlowChannels.Chat,
      direction: SessionDirections.Outgoing,
      displayName: 'post',
      ended: false,
      customerBreadcrumb: [],
    });
    expect(session.members?.map(({ isOriginalMember }) => isOriginalMember)).toEqual([true, false]);
    expect(session.id).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each<[name: string, send: (client: JsonServiceClient) => Promise<SessionInfo>]>([
    ['send', (client) => client.send(chat('x'))],
    ['post with arguments', (client) => client.post(chat('x'), { format: 'json' })],
    ['postToUrl', (client) => client.postToUrl<SessionInfo>('/sessions', chat('x'))],
    ['postBody with a form', (client) => client.postBody<SessionInfo>(chat('x'), new FormData())],
    ['postBody with JSON', (client) => client.postBody<SessionInfo>(new NewSession({ displayName: 'x' }), '{}')],
  ])('%s', async (_, send) => {
    expect(await send(signedIn())).toMatchObject({ displayName: 'x', ended: false });
  });

  it('sends a batch and receives the responses in order', async () => {
    const sessions = await signedIn().sendAll([chat('one'), chat('two'), chat('three')]);
    expect(sessions.map(({ displayName }) => displayName)).toEqual(['one', 'two', 'three']);
    expect(await signedIn().sendAll([])).toEqual([]);
  });

  it.each<[basePath: string, expected: string]>([
    ['api', '/api/NewSession'],
    ['', '/json/oneway/NewSession'],
  ])('sends one-way requests with the base path "%s"', async (basePath, path) => {
    const before = await count();
    const client = older(signedIn(), basePath === '');
    const paths: string[] = [];
    client.requestFilter = (request) => paths.push(new URL(request.url ?? '').pathname);
    await client.sendOneWay(chat('one'));
    await client.sendAllOneWay([chat('two'), chat('three')]);
    expect(await count()).toBe(before + 3);
    expect(paths).toEqual([path, `${path}[]`]);
  });

  it('works with the older routes', async () => {
    const client = older(signedIn(), true);
    expect(client.replyBaseUrl).toContain('/json/reply/');
    expect(await client.post(chat('reply'))).toMatchObject({ displayName: 'reply' });
    expect(await client.sendAll([chat('a'), chat('b')])).toHaveLength(2);
  });

  it('posts JSON as plain text', async () => {
    const client = signedIn('user@acme.test', (url) => JsonApiClient.create(url));
    const contentTypes: (string | null)[] = [];
    client.requestFilter = (request) => contentTypes.push(new Headers(request.headers).get('content-type'));
    expect(await client.post(chat('plain'))).toMatchObject({ displayName: 'plain' });
    expect(contentTypes).toEqual([null]);
  });

  it('receives the validation errors of each field', async () => {
    const bad = new NewSession({ customerId: 'nope', memberEmailAddresses: ['nobody'], withAddress: 'user:x' });
    const api = await signedIn().api(bad);
    expect([api.succeeded, api.failed]).toEqual([false, true]);
    expect(api.fieldError('customerId')).toMatchObject({ errorCode: 'NotFound', fieldName: 'CustomerId' });
    expect(api.fieldErrorMessage('memberEmailAddresses')).toContain('"nobody" is not an e-mail address');
    expect(api.fieldError('withAddress')).toBeTruthy();
    expect(api.fieldError('displayName')).toBeUndefined();
    await expect(signedIn().post(bad)).rejects.toMatchObject({ responseStatus: { errorCode: expect.any(String) } });
  });

  it('receives an error for an invalid enum value', async () => {
    const api = await signedIn().api(new NewSession({ channel: 'Telex' as FlowChannels }));
    expect(api.error?.errorCode).toBe('SerializationException');
    expect(api.fieldErrorMessage('channel')).toBe("'Telex' is an Invalid value for 'channel'");
  });

  it('receives the index of the failed request of a batch', async () => {
    const sending = signedIn().sendAll([chat('fine'), new NewSession({ customerId: 'nope' })]);
    await expect(sending).rejects.toMatchObject({ responseStatus: { meta: { AutoBatchIndex: '1' } } });
  });

  it.each<[what: string, client: () => JsonServiceClient, errorCode: string]>([
    ['an anonymous caller', () => new JsonServiceClient(app.url), 'Unauthorized'],
    ['a user without the role', () => signedIn('viewer@acme.test'), 'Forbidden'],
  ])('receives an error for %s', async (_, client, errorCode) => {
    const api = await client().api(chat('never'));
    expect(api.error).toMatchObject({ errorCode, message: expect.stringMatching(/\w/) });
  });

  it('receives an error for an unknown operation or method', async () => {
    class Nope {
      getTypeName = () => 'Nope';
      getMethod = () => 'POST';
      createResponse = () => new SessionInfo();
    }
    const unknown = await signedIn().api(new Nope());
    expect(unknown.error).toMatchObject({
      errorCode: 'NotImplementedException',
      message: 'The operation does not exist for this service',
    });
    await expect(signedIn().get(chat('x'))).rejects.toMatchObject({
      responseStatus: { errorCode: 'NotImplementedException', message: expect.stringContaining('Get(NewSession)') },
    });
  });
});

describe('@servicestack/client with the DTOs of /types/typescript', () => {
  const created: string[] = [];
  beforeAll(async () => {
    for (const displayName of ['list b', 'list a', 'list c']) {
      const { id } = await signedIn().post(
        new NewSession({ displayName, fromName: 'listed', channel: FlowChannels.Fax }),
      );
      created.push(String(id));
    }
  });

  it('has the DTOs that the server offers', async () => {
    const offered = await (await fetch(`${app.url}/types/typescript?WithoutOptions`)).text();
    const used = readFileSync('schema/dtos.ts', 'utf8');
    expect(used.slice(used.indexOf('\n') + 1)).toBe(offered);
  });

  it.each<[name: string, client: () => JsonServiceClient]>([
    ['of JsonServiceClient', signedIn],
    ['of older clients', () => older(signedIn(), true)],
    ['of JsonApiClient', () => signedIn('user@acme.test', JsonApiClient.create)],
  ])('reads a typed page: %s', async (_, client) => {
    const request = { sortField: 'displayName', sortOrder: SortOrders.Descend, specificIds: created };
    const page = await client().get(new ListSessions({ ...request, countPerPage: 2 }));
    const names = page.items?.map(({ displayName }) => displayName);
    expect(names).toEqual(['list c', 'list b']);
    expect(page).toMatchObject({ totalCount: 3, totalPages: 2, hasMorePages: true });
    const last = await client().get(new ListSessions({ ...request, countPerPage: 2, page: 1 }));
    expect(last.items?.map(({ displayName }) => displayName)).toEqual(['list a']);
  });

  it('reads one session without its log, and with it through the list', async () => {
    const [, id = ''] = created;
    expect(await signedIn().get(new GetSession({ sessionId: id }))).toMatchObject({
      id,
      displayName: 'list a',
      log: [],
    });
    const { items = [] } = await signedIn().get(new ListSessions({ specificIds: [id], simplifiedPaging: true }));
    expect(items.map(({ log }) => log?.length)).toEqual([1]);
  });

  it('finds nothing with an empty list of ids', async () => {
    expect((await signedIn().get(new ListSessions({ specificIds: [] }))).items).toEqual([]);
  });

  it('reads the active sessions of the caller', async () => {
    const [mine, active] = await Promise.all([
      signedIn().get(new GetMySessions()),
      signedIn().get(new GetActiveSessions()),
    ]);
    const ids = mine.sessions?.map(({ id }) => id) ?? [];
    expect(ids.slice(0, 3)).toEqual(created.toReversed());
    expect(active.sessions?.map(({ id }) => id)).toEqual(ids);
  });

  it('reads sessions without a role, and accounts by name', async () => {
    const viewer = signedIn('viewer@acme.test');
    expect((await viewer.get(new ListSessions({ specificIds: created }))).totalCount).toBe(3);
    expect((await viewer.api(new GetMySessions())).error?.errorCode).toBe('Forbidden');
    const { items = [] } = await signedIn('admin@acme.test').get(
      new ListAccounts({ sortField: 'name', sortOrder: SortOrders.Descend }),
    );
    expect(items.map(({ name }) => name)).toEqual(['Globex', 'Acme']);
  });
});

describe('a .NET XML client', () => {
  // output of DataContractSerializer: all members in ordinal order, xsi:nil for null
  const request =
    '<NewSession xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions">' +
    '<CallState i:nil="true" /><Channel>Chat</Channel><CustomerId i:nil="true" /><Destination i:nil="true" />' +
    '<Direction>Incoming</Direction><DisplayName>A &amp; "B"</DisplayName><FromAddress i:nil="true" /><FromName i:nil="true" />' +
    '<FromPhoneNumber i:nil="true" /><MemberEmailAddresses xmlns:d2p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays">' +
    '<d2p1:string>guest@example.test</d2p1:string></MemberEmailAddresses><ParentSessionId i:nil="true" />' +
    '<StartSession>false</StartSession><ToAddress i:nil="true" /><WithAddress i:nil="true" /></NewSession>';

  /** Returns the names of the child elements of the root, in document order. */
  const members = (xml: string): string[] => {
    const names: string[] = [];
    let depth = 0;
    for (const [tag, closing, name = '', selfClosing] of xml.matchAll(/<(\/?)([A-Za-z]\w*(?::\w+)?)[^>]*?(\/?)>/g)) {
      if (closing) depth--;
      else if (depth === 1) names.push(name);
      if (!closing && !selfClosing && !tag.startsWith('<?')) depth++;
    }
    return names;
  };

  it.each(['/sessions', '/xml/reply/NewSession'])(
    'receives all members in the order that its parser requires, at %s',
    async (path) => {
      const response = await fetch(app.url + path, {
        method: 'POST',
        headers: {
          ...as('user@acme.test'),
          'content-type': 'application/xml',
          accept: 'application/xml',
          'user-agent': 'ServiceStackClient/8.71',
        },
        body: request,
      });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/xml']);
      const text = await response.text();
      expect(text).toContain('<DisplayName>A &amp; "B"</DisplayName>');
      expect(text).toContain('<Direction>Incoming</Direction>');
      expect(text).toContain('<Identity>guest@example.test</Identity>');
      const [inherited, own] = [members(text).slice(0, 5), members(text).slice(5)];
      expect(inherited).toEqual(['CreatedBy', 'DateCreated', 'DateLastModified', 'Id', 'LastModifiedBy']);
      expect(own).toHaveLength(36);
      expect(own).toEqual(own.toSorted());
    },
  );

  it('receives an error that its parser accepts', async () => {
    const response = await fetch(`${app.url}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml', accept: 'application/xml' },
      body: request,
    });
    expect([response.status, response.statusText]).toEqual([401, 'Unauthorized']);
    const text = await response.text();
    expect(members(text)).toEqual(['ResponseStatus']);
    expect(members(text.replace(/<\/?ErrorResponse[^>]*>/g, ''))).toEqual([
      'ErrorCode',
      'Message',
      'StackTrace',
      'Errors',
      'Meta',
    ]);
  });
});
