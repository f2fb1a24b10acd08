import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
const { acme, globex } = demoIds;
let count = 0;

/** Operations that create a record in an account. `N` is a unique number, `ACCOUNT` the optional argument. */
const graphql: [name: string, operation: string][] = [
  ['newSession', 'newSession(input:{channel:Voice}ACCOUNT){accountId}'],
  ['newOutgoingSession', 'newOutgoingSession(input:{numberToDial:"+15550102"}ACCOUNT){accountId}'],
  ['newCustomer', 'newCustomer(input:{name:"N"ACCOUNT}){accountId}'],
  ['newTeamEndpoint', 'newTeamEndpoint(input:{displayName:"N"ACCOUNT}){accountId}'],
  ['buyPhoneNumber', 'buyPhoneNumber(input:{number:"+15550N"ACCOUNT}){accountId}'],
  ['newWebhook', 'newWebhook(input:{url:"http://127.0.0.1:9/N"ACCOUNT}){webhook{accountId}}'],
];

/** The home account of admin@acme.test is Acme; a SystemAdministrator has all accounts. */
const requests: [argument: string | null, header: string | null, resolved: string][] = [
  [null, null, acme],
  [null, globex, globex],
  [globex, null, globex],
  [acme, globex, acme],
  ['', globex, globex],
  ['', null, acme],
  ['', '', acme],
];

const headersOf = (header: string | null, who = 'admin@acme.test') => ({
  accept: 'application/json',
  ...as(who),
  ...(header !== null && { 'x-account-id': header }),
});

async function post(path: string, request: object, headers: Record<string, string>) {
  const sent = json(request);
  const { text } = await call(app.url, `POST ${path}`, { body: sent.body, headers: { ...sent.headers, ...headers } });
  return JSON.parse(text);
}

function mutate(operation: string, argument: string | null, headers: Record<string, string>) {
  count += 1;
  const named = operation
    .replace('ACCOUNT', argument === null ? '' : ` accountId:"${argument}"`)
    .replaceAll('N"', `${100 + count}"`);
  return post('/graphql', { query: `mutation{${named}}` }, headers);
}

describe.each(graphql)('%s resolves the account', (name, operation) => {
  it.each(requests)('argument %j and header %j: account %s', async (argument, header, resolved) => {
    const { data } = await mutate(operation, argument, headersOf(header));
    const created = data[name].webhook ?? data[name];
    expect(created.accountId).toBe(resolved);
  });

  it.each([
    [globex, null],
    [null, globex],
  ])('NOT_FOUND for argument %j and header %j of a user of another account', async (argument, header) => {
    const { errors } = await mutate(operation, argument, headersOf(header, 'manager@acme.test'));
    expect(errors[0]).toMatchObject({
      message: `There is no account "${globex}".`,
      extensions: { code: 'NOT_FOUND', errors: [{ fieldName: 'accountId' }] },
    });
  });
});

/** The same operations over REST. Session routes take the account only from the header. */
const rest: [path: string, request: object][] = [
  ['/sessions', { channel: 'Voice' }],
  ['/customers', { name: 'N' }],
  ['/endpoints/team', { displayName: 'N' }],
  ['/webhooks', { url: 'http://127.0.0.1:9/N' }],
];

describe.each(rest)('POST %s resolves the account', (path, request) => {
  const takesArgument = !path.startsWith('/sessions');
  it.each(requests.filter(([argument]) => takesArgument || argument === null))(
    'member accountId %j and header %j: account %s',
    async (accountId, header, resolved) => {
      const answer = await post(path, { ...request, ...(accountId !== null && { accountId }) }, headersOf(header));
      expect((answer.webhook ?? answer).accountId).toBe(resolved);
    },
  );
});
