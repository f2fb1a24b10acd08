import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { expectUnharmed } from '../support/unharmed.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (alg: string, signature: string) =>
  `${part({ alg, typ: 'JWT' })}.${part({ sub: demoIds.admin, name: 'admin@acme.test', roles: ['SystemAdministrator'] })}.${signature}`;
const signed = createHmac('sha256', '').update('x').digest('base64url');

async function me(headers: Record<string, string>) {
  const body = JSON.stringify({ query: '{me{isAuthenticated} accounts{nodes{id}}}' });
  const answer = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const { data, errors } = (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: answer.status, data: data ?? null, code: errors?.[0]?.extensions.code };
}

describe('forged credentials are refused', () => {
  it.each<[what: string, headers: Record<string, string>]>([
    ['a token without a signature', { authorization: `Bearer ${token('none', '')}` }],
    ['a token with the algorithm None', { authorization: `Bearer ${token('None', '')}` }],
    ['a token signed with an empty key', { authorization: `Bearer ${token('HS256', signed)}` }],
    ['a token with the algorithm RS256', { authorization: `Bearer ${token('RS256', signed)}` }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a user id as an API key', { authorization: `Bearer ${demoIds.admin}` }],
    ['an unknown API key', { authorization: `Bearer ak-${'A'.repeat(43)}` }],
    ['an API key with an encoded null byte', { 'x-api-key': 'ak-%00' }],
    ['a user id as a cookie', { cookie: `ss-id=${demoIds.admin}` }],
    ['a MongoDB operator as a cookie', { cookie: 'ss-id={"$gt":""}' }],
    ['brackets in cookie names', { cookie: 'ss-id[]=a; ss-id[$ne]=b' }],
    ['a path as a cookie', { cookie: 'ss-id=../../../../etc/passwd' }],
    ['a cookie of 8 KB', { cookie: `ss-id=${'a'.repeat(8_000)}` }],
    ['a thousand cookies', { cookie: 'ss-id=a; '.repeat(1_000) }],
    ['a token in a cookie', { cookie: `ss-tok=${token('none', '')}` }],
    ['user headers of a proxy', { 'x-forwarded-user': 'admin@acme.test', 'x-remote-user': 'admin@acme.test' }],
    ['a user name as a session id', { 'x-ss-id': 'admin@acme.test' }],
    ['an empty password', as('admin@acme.test', '')],
    ['a MongoDB operator as a password', as('admin@acme.test', '{"$ne":""}')],
    ['a regex as a user name', as('.*@acme.test', demoPassword)],
    ['a user name with a null byte', as('admin@acme.test\0', demoPassword)],
    ['a password of 9,000 characters', as('admin@acme.test', 'x'.repeat(9_000))],
    ['Basic without a colon', { authorization: `Basic ${Buffer.from('admin@acme.test').toString('base64')}` }],
    ['Basic with invalid base64', { authorization: 'Basic %%%%' }],
  ])('%s', async (_what, headers) => {
    const { data, code } = await me(headers);
    expect(data).toBeNull();
    expect(code).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['a list of passwords', { userName: 'admin@acme.test', password: ['a', demoPassword] }],
    ['a MongoDB operator as a password', { userName: 'admin@acme.test', password: { $ne: '' } }],
    ['a MongoDB operator as a user name', { userName: { $gt: '' }, password: demoPassword }],
    ['a null password', { userName: 'admin@acme.test', password: null }],
    ['another provider', { provider: 'apikey', userName: 'admin@acme.test', password: '' }],
    ['a user id as a user name', { userName: demoIds.admin, password: demoPassword }],
  ])('/auth/credentials refuses %s', async (_what, body) => {
    const request = json(body);
    const answer = await call(app.url, 'POST /auth/credentials', {
      ...request,
      headers: { ...request.headers, accept: 'application/json' },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('privilege escalation is refused', () => {
  const send = async (query: string, who: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as(who), ...headers },
      body: JSON.stringify({ query }),
    });
    return answer.json();
  };
  const rejected = (code: string) => ({ errors: [{ extensions: { code } }] });

  it.each([
    ['viewer@acme.test', 'mutation{newSession(input:{channel:Chat}){id}}', 'FORBIDDEN'],
    ['viewer@acme.test', '{mySessions{nodes{id}}}', 'FORBIDDEN'],
    ['viewer@acme.test', '{activeSessions{nodes{id}}}', 'FORBIDDEN'],
    ['viewer@acme.test', '{sessionStats{key}}', 'FORBIDDEN'],
    ['viewer@acme.test', '{customers{nodes{id}}}', 'FORBIDDEN'],
    ['user@acme.test', 'mutation{newAccount(input:{name:"mine"}){id}}', 'FORBIDDEN'],
    [
      'user@acme.test',
      `mutation{patchUser(input:{userId:"${demoIds.user}" roles:["SystemAdministrator"]}){id}}`,
      'FORBIDDEN',
    ],
    [
      'user@acme.test',
      `mutation{patchMe(input:{firstName:"a" roles:["SystemAdministrator"]}){id}}`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'manager@acme.test',
      `mutation{patchUser(input:{userId:"${demoIds.manager}" roles:["SystemAdministrator"]}){id}}`,
      'FORBIDDEN',
    ],
    [
      'manager@acme.test',
      `mutation{patchUser(input:{userId:"${demoIds.admin}" newPassword:"taken over"}){id}}`,
      'FORBIDDEN',
    ],
    ['user@acme.test', '{customers{nodes{id}}}', 'FORBIDDEN'],
    ['user@acme.test', `mutation{deleteUser(userId:"${demoIds.admin}")}`, 'FORBIDDEN'],
    [
      'user@acme.test',
      `mutation{removeUserFromAccount(userId:"${demoIds.admin}" accountId:"${demoIds.acme}"){id}}`,
      'FORBIDDEN',
    ],
    ['user@acme.test', `mutation{newSession(input:{channel:Chat} accountId:"${demoIds.globex}"){id}}`, 'NOT_FOUND'],
    ['manager@globex.test', `mutation{newCustomer(input:{name:"x" accountId:"${demoIds.acme}"}){id}}`, 'NOT_FOUND'],
    [
      'manager@globex.test',
      `mutation{patchCustomer(input:{customerId:"${demoIds.northShop}" name:"x"}){id}}`,
      'NOT_FOUND',
    ],
  ])('%s: %s returns %s', async (who, query, code) => expect(await send(query, who)).toMatchObject(rejected(code)));

  it.each(['x-account-id', 'X-ACCOUNT-ID'])('another account in the header %s', async (name) => {
    const query = 'mutation{newSession(input:{channel:Chat}){id}}';
    expect(await send(query, 'user@acme.test', { [name]: demoIds.globex })).toMatchObject(rejected('NOT_FOUND'));
  });
});

expectUnharmed(app);
