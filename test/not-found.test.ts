import { beforeAll, describe, expect, it } from 'vitest';
import { as } from './support/graphql-client.ts';
import { call, json } from './support/rest-client.ts';
import { acmeUser, furnishTwoTenants, type Kind, type TwoTenants } from './support/two-tenants.ts';
import { useTestApp } from './support/use-test-app.ts';

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
let tenants: TwoTenants;
beforeAll(async () => {
  tenants = await furnishTwoTenants(app.url);
});

const admin = as('admin@acme.test');
const unknownId = '5e5500000000000000000009';

/** The record that an id identifies: its kind, its name in the message, and the field that the error names. */
interface Subject {
  readonly kind: Kind;
  readonly shown: string;
  readonly field: string;
}
const of = (kind: Kind, field = 'id', shown: string = kind): Subject => ({ kind, shown, field });
const account = of('account', 'accountId');
const session = of('session', 'sessionId');

/**
 * Operations in which `ID` is replaced by the id. Rows with `admin` run as SystemAdministrator, who has all accounts,
 * so these rows use only unknown ids.
 */
const graphql: [operation: string, subject: Subject, who?: 'admin'][] = [
  ['mutation{revokeApiKey(id:"ID"){id}}', of('apiKey', 'id', 'API key')],
  ['mutation{patchAccount(input:{accountId:"ID" name:"x"}){id}}', of('account', 'accountId'), 'admin'],
  ['mutation{deleteAccount(accountId:"ID")}', of('account', 'accountId'), 'admin'],
  ['mutation{newCustomer(input:{name:"x" accountId:"ID"}){id}}', account],
  ['mutation{patchCustomer(input:{customerId:"ID" name:"x"}){id}}', of('customer', 'customerId')],
  ['mutation{deleteCustomer(customerId:"ID")}', of('customer', 'customerId')],
  ['mutation{newUserEndpoint(input:{userId:"x" accountId:"ID"}){id}}', account],
  ['mutation{newUser(input:{emailAddress:"x@x.test" password:"long enough" accountId:"ID"}){id}}', account],
  ['mutation{newTeamEndpoint(input:{displayName:"x" accountId:"ID"}){id}}', account],
  ['mutation{buyPhoneNumber(input:{number:"+15550100" accountId:"ID"}){id}}', account],
  ['mutation{patchEndpoint(input:{endpointId:"ID" displayName:"x"}){id}}', of('endpoint', 'endpointId')],
  ['mutation{deleteEndpoint(endpointId:"ID")}', of('endpoint', 'endpointId')],
  ['mutation{patchUser(input:{userId:"ID" firstName:"x"}){id}}', of('user', 'userId'), 'admin'],
  ['mutation{deleteUser(userId:"ID")}', of('user', 'userId'), 'admin'],
  ['mutation{removeUserFromAccount(userId:"ID" accountId:"x"){id}}', of('user', 'userId'), 'admin'],
  ['mutation{newWebhook(input:{url:"http://127.0.0.1:9/x" accountId:"ID"}){secret}}', account],
  ['mutation{patchWebhook(input:{id:"ID" description:"x"}){id}}', of('webhook')],
  ['mutation{rotateWebhookSecret(id:"ID"){secret}}', of('webhook')],
  ['mutation{deleteWebhook(id:"ID")}', of('webhook')],
  ['mutation{redeliverWebhook(id:"ID"){id}}', of('delivery')],
  ['{webhookDeliveries(webhookId:"ID"){nodes{id}}}', of('webhook', 'webhookId')],
  ['mutation{newSession(input:{channel:Voice} accountId:"ID"){id}}', account],
  ['mutation{newOutgoingSession(input:{numberToDial:"+15550100"} accountId:"ID"){id}}', account, 'admin'],
  [
    'mutation{deleteSessions(input:{accountId:"ID" startDateTime:"2000-01-01T00:00:00Z" endDateTime:"2000-01-02T00:00:00Z"})}',
    account,
    'admin',
  ],
  ['mutation{patchSession(input:{sessionId:"ID" displayName:"x"}){id}}', session],
  ['mutation{endSession(input:{sessionId:"ID"}){id}}', session],
  ['mutation{holdSession(input:{sessionId:"ID"}){id}}', session],
  ['mutation{resumeSession(input:{sessionId:"ID"}){id}}', session],
  ['mutation{redirectSession(input:{sessionId:"ID" destination:"1"}){id}}', session],
  ['mutation{rejectSession(input:{sessionId:"ID"}){id}}', session],
  ['mutation{recordSession(input:{sessionId:"ID"}){id}}', session],
  ['mutation{addSessionLog(input:{sessionId:"ID" message:"x"}){id}}', session],
  ['mutation{inviteChatMember(input:{sessionId:"ID" memberToAdd:"a@x.test"}){id}}', session],
  ['mutation{deleteChatMember(input:{sessionId:"ID" memberToRemove:"x"}){id}}', session],
  ['mutation{startConference(input:{sessionId:"ID"}){id}}', session],
  ['mutation{addConferenceMember(input:{sessionId:"ID" destination:"+15550100"}){id}}', session],
  ['mutation{patchConferenceMember(input:{sessionId:"ID" callSid:"CA1"}){id}}', session],
  ['mutation{sendMessage(input:{sessionId:"ID" body:"x"}){id}}', session],
  ['mutation{sendMessage(input:{endpointId:"ID" toAddress:"+15550100" body:"x"}){id}}', of('endpoint', 'endpointId')],
  ['{chatTranscript(sessionId:"ID"){messages{body}}}', of('session', 'sessionId')],
];

const withoutId = ['newApiKey', 'newAccount', 'patchMe', 'changePassword', 'signIn', 'signOut'];

/** The same for REST; the JSON body follows the path. */
const rest: [line: string, request: string, subject: Subject, who?: 'admin' | 'header' | 'adminHeader'][] = [
  ['DELETE /apikeys/ID', 'RevokeApiKey', of('apiKey', 'Id', 'API key')],
  ['GET /accounts/ID', 'GetAccount', of('account', 'AccountId')],
  ['PATCH /accounts/ID {"name":"x"}', 'PatchAccount', of('account', 'AccountId'), 'admin'],
  ['DELETE /accounts/ID', 'DeleteAccount', of('account', 'AccountId'), 'admin'],
  ['GET /customers/ID', 'GetCustomer', of('customer', 'CustomerId')],
  ['POST /customers {"name":"x","accountId":"ID"}', 'NewCustomer', of('account', 'AccountId')],
  ['PATCH /customers/ID {"name":"x"}', 'PatchCustomer', of('customer', 'CustomerId')],
  ['DELETE /customers/ID', 'DeleteCustomer', of('customer', 'CustomerId')],
  ['GET /endpoints/ID', 'GetEndpoint', of('endpoint', 'EndpointId')],
  ['POST /endpoints/users {"userId":"x","accountId":"ID"}', 'NewUserEndpoint', of('account', 'AccountId')],
  ['POST /endpoints/team {"displayName":"x","accountId":"ID"}', 'NewTeamEndpoint', of('account', 'AccountId')],
  [
    'POST /endpoints/phone-numbers {"number":"+15550100","accountId":"ID"}',
    'BuyPhoneNumber',
    of('account', 'AccountId'),
  ],
  ['PATCH /endpoints/ID {"displayName":"x"}', 'PatchEndpoint', of('endpoint', 'EndpointId')],
  ['DELETE /endpoints/ID', 'DeleteEndpoint', of('endpoint', 'EndpointId')],
  [
    'POST /users {"emailAddress":"x@x.test","password":"long enough","accountId":"ID"}',
    'NewUser',
    of('account', 'AccountId'),
  ],
  ['GET /users/ID', 'GetUser', of('user', 'UserId')],
  ['PATCH /users/ID {"firstName":"x"}', 'PatchUser', of('user', 'UserId'), 'admin'],
  ['DELETE /users/ID', 'DeleteUser', of('user', 'UserId'), 'admin'],
  ['GET /webhooks/ID', 'GetWebhook', of('webhook', 'Id')],
  ['POST /webhooks {"url":"http://127.0.0.1:9/x","accountId":"ID"}', 'NewWebhook', of('account', 'AccountId')],
  ['PATCH /webhooks/ID {"description":"x"}', 'PatchWebhook', of('webhook', 'Id')],
  ['DELETE /webhooks/ID', 'DeleteWebhook', of('webhook', 'Id')],
  ['POST /webhooks/ID/secret', 'RotateWebhookSecret', of('webhook', 'Id')],
  ['GET /webhooks/ID/deliveries', 'ListWebhookDeliveries', of('webhook', 'Id')],
  ['GET /webhooks/ID/deliveries?all=true', 'ListWebhookDeliveries', of('webhook', 'Id')],
  ['POST /webhooks/deliveries/ID/redeliver', 'RedeliverWebhook', of('delivery', 'Id')],
  ['GET /sessions/ID', 'GetSession', of('session', 'SessionId')],
  ['GET /sessions/ID/transcript', 'GetChatTranscript', of('session', 'SessionId')],
  ['POST /sessions {"channel":"Voice"}', 'NewSession', of('account', 'AccountId'), 'header'],
  [
    'POST /sessions/outgoing {"numberToDial":"+15550100"}',
    'NewOutgoingSession',
    of('account', 'AccountId'),
    'adminHeader',
  ],
  ['POST /customers {"name":"x"}', 'NewCustomer', of('account', 'AccountId'), 'header'],
  [
    'DELETE /sessions?accountId=ID&startDateTime=2000-01-01T00:00:00Z&endDateTime=2000-01-02T00:00:00Z',
    'DeleteSessions',
    of('account', 'AccountId'),
    'admin',
  ],
  ['PATCH /sessions/ID {"consoleData":"x"}', 'PatchSession', of('session', 'SessionId')],
  ['DELETE /sessions/ID', 'EndSession', of('session', 'SessionId')],
  ['POST /sessions/ID/hold', 'HoldSession', of('session', 'SessionId')],
  ['POST /sessions/ID/resume', 'ResumeSession', of('session', 'SessionId')],
  ['POST /sessions/ID/redirect {"destination":"1"}', 'RedirectSession', of('session', 'SessionId')],
  ['POST /sessions/ID/reject', 'RejectSession', of('session', 'SessionId')],
  ['POST /sessions/ID/record', 'RecordSession', of('session', 'SessionId')],
  ['POST /sessions/ID/log {"message":"x"}', 'AddSessionLog', of('session', 'SessionId')],
  ['POST /sessions/ID/members {"memberToAdd":"a@x.test"}', 'InviteChatMember', of('session', 'SessionId')],
  ['DELETE /sessions/ID/members/x', 'DeleteChatMember', of('session', 'SessionId')],
  ['POST /sessions/ID/conference', 'StartConference', of('session', 'SessionId')],
  [
    'POST /sessions/ID/conference/members {"destination":"+15550100"}',
    'AddConferenceMember',
    of('session', 'SessionId'),
  ],
  ['PATCH /sessions/ID/conference/members/CA1 {"muted":true}', 'PatchConferenceMember', of('session', 'SessionId')],
  ['POST /sessions/ID/messages {"body":"x"}', 'SendMessage', of('session', 'SessionId')],
  [
    'POST /messages {"endpointId":"ID","toAddress":"+15550100","body":"x"}',
    'SendMessage',
    of('endpoint', 'EndpointId'),
  ],
];

const restWithoutId = [
  ...['ListCustomers', 'ListEndpoints', 'ListUsers', 'ListAccounts', 'ListWebhooks', 'ListApiKeys'],
  ...['ListSessions', 'GetMySessions', 'GetActiveSessions', 'GetActiveCalls', 'GetAuthStatus'],
  ...['ListMessages', 'ListConversations'],
  ...['NewAccount', 'CreateApiKey', 'Authenticate'],
];

async function send(query: string, who = acmeUser) {
  const body = json({ query });
  const { text } = await call(app.url, 'POST /graphql', { body: body.body, headers: { ...body.headers, ...who } });
  return JSON.parse(text);
}

async function request(line: string, headers: Record<string, string>) {
  const [, address = '', body] = /^(\S+ \S+)(?: (.+))?$/.exec(line) ?? [];
  const sent = body === undefined ? { headers: {} } : { headers: { 'content-type': 'application/json' }, body };
  const { status, text } = await call(app.url, address, {
    ...sent,
    headers: { accept: 'application/json', ...sent.headers, ...headers },
  });
  return { status, ...JSON.parse(text) };
}

const idsOf = (kind: Kind, who: string | undefined) => [
  unknownId,
  'nonsense',
  ...(who?.startsWith('admin') ? [] : [tenants.globex[kind]]),
];

describe('an id that is unknown in the accounts of the caller', () => {
  it.each(graphql)('returns NOT_FOUND in %s', async (operation, { kind, shown, field }, who) => {
    for (const id of idsOf(kind, who)) {
      const message = `There is no ${shown} "${id}".`;
      const { errors } = await send(operation.replace('ID', id), who === 'admin' ? admin : acmeUser);
      expect(errors).toEqual([
        expect.objectContaining({
          message,
          extensions: expect.objectContaining({
            code: 'NOT_FOUND',
            errors: [expect.objectContaining({ fieldName: field, errorCode: 'NotFound', message })],
          }),
        }),
      ]);
    }
  });

  it.each([
    ['account', 'accountId'],
    ['customer', 'customerId'],
    ['endpoint', 'endpointId'],
    ['user', 'userId'],
    ['webhook', 'id'],
    ['session', 'id'],
    ['node', 'id'],
  ] as const)('returns null in %s(%s:)', async (field, argument) => {
    for (const id of idsOf(field === 'node' ? 'session' : field, undefined)) {
      const { data, errors } = await send(`{${field}(${argument}:"${id}"){id}}`);
      expect({ data, errors }).toEqual({ data: { [field]: null } });
    }
  });

  it.each(rest)('returns 404 for %s', async (line, _request, { kind, shown, field }, who) => {
    for (const id of idsOf(kind, who)) {
      const message = `There is no ${shown} "${id}".`;
      const headers = {
        ...(who?.startsWith('admin') ? admin : acmeUser),
        ...(who?.toLowerCase().endsWith('header') && { 'x-account-id': id }),
      };
      expect(await request(line.replace('ID', id), headers)).toEqual({
        status: 404,
        responseStatus: {
          errorCode: 'NotFound',
          message,
          errors: [{ errorCode: 'NotFound', fieldName: field, message }],
        },
      });
    }
  });
});

describe('a member or call that a session does not have', () => {
  const named: [operation: string, field: string, message: string][] = [
    [
      'deleteChatMember(input:{sessionId:"ID" memberToRemove:"a\\"b"})',
      'memberToRemove',
      'There is no member "a\\"b" in this session.',
    ],
    ['endSession(input:{sessionId:"ID" callSid:"CA1"})', 'callSid', 'There is no call "CA1" in this session.'],
    [
      'patchConferenceMember(input:{sessionId:"ID" callSid:"CA1" muted:true})',
      'callSid',
      'There is no member with the call "CA1" in this session.',
    ],
  ];
  it.each(named)('returns NOT_FOUND in %s', async (operation, fieldName, message) => {
    const { errors } = await send(`mutation{${operation.replace('ID', tenants.acme.session)}{id}}`);
    expect(errors[0]).toMatchObject({
      message,
      extensions: { code: 'NOT_FOUND', errors: [{ fieldName, errorCode: 'NotFound', message }] },
    });
  });
});

describe('the tables of this file', () => {
  it('contain every mutation', async () => {
    const { data } = await send('{__schema{mutationType{fields{name}}}}', admin);
    const names = data.__schema.mutationType.fields.map(({ name }: { name: string }) => name);
    const tested = graphql.flatMap(([operation]) => /^mutation\{(\w+)/.exec(operation)?.[1] ?? []);
    expect([...new Set(tested), ...withoutId].sort()).toEqual(names.sort());
  });

  it('contain every operation that /metadata lists', async () => {
    const { text } = await call(app.url, 'GET /metadata');
    const listed = new Set([...text.matchAll(/op=(\w+)/g)].map(([, name]) => name));
    const tested = new Set(rest.map(([, name]) => name));
    expect([...tested, ...restWithoutId].sort()).toEqual([...listed].sort());
  });
});
