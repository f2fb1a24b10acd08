import { JsonServiceClient } from '@servicestack/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { CreateApiKeyDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { demoUser } from '../support/rest-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

interface AuthenticateResponse {
  readonly userId?: string;
  readonly sessionId?: string;
}

/** As ServiceStack generates them for its clients. */
class Authenticate {
  provider?: string;
  userName?: string;
  password?: string;
  rememberMe?: boolean;

  constructor(init?: Partial<Authenticate>) {
    Object.assign(this, init);
  }
  getTypeName = () => 'Authenticate';
  getMethod = () => 'POST';
  createResponse = (): AuthenticateResponse => ({});
}

class NewSession {
  channel = 'Fax';

  getTypeName = () => 'NewSession';
  getMethod = () => 'POST';
  createResponse = (): { createdBy?: string } => ({});
}

const credentials = { provider: 'credentials', ...demoUser };

describe('@servicestack/client', () => {
  it.each([true, false])('signs in by credentials and goes on by cookie, rememberMe %s', async (rememberMe) => {
    const client = new JsonServiceClient(app.url);
    const response = await client.post(new Authenticate({ ...credentials, rememberMe }));
    expect(response).toMatchObject({ userId: demoIds.user, userName: demoUser.userName, roles: ['User'] });
    expect(client.cookies['ss-id']?.value).toBe(response.sessionId);
    expect(await client.post(new NewSession())).toMatchObject({ createdBy: demoIds.user });
    expect(await client.post(new Authenticate())).toMatchObject({ userId: demoIds.user });
  });

  it('is nobody after signing out, though it sends its emptied cookies', async () => {
    const client = new JsonServiceClient(app.url);
    await client.post(new Authenticate(credentials));
    const cookie = client.cookies['ss-id']?.value ?? '';
    expect(await client.post(new Authenticate({ provider: 'logout' }))).toEqual({});
    const { error } = await client.api(new Authenticate());
    expect(error).toMatchObject({ errorCode: 'Unauthorized', message: 'Not Authenticated' });
    const thief = await fetch(`${app.url}/auth`, { headers: { cookie: `ss-id=${cookie}` } });
    expect(thief.status).toBe(401);
  });

  it('goes on by a cookie it has encoded once more, with junk beside it', async () => {
    const client = new JsonServiceClient(app.url);
    await client.post(new Authenticate(credentials));
    client.cookies['01 Jan 2043 00:00:00 GMT'] = { name: '01 Jan 2043 00:00:00 GMT', value: 'null', path: '/' };
    expect(await client.post(new Authenticate())).toMatchObject({ userId: demoIds.user });
  });

  it('signs in anew in place of the old sign-in', async () => {
    const client = new JsonServiceClient(app.url);
    const first = await client.post(new Authenticate(credentials));
    const second = await client.post(new Authenticate({ ...credentials, userName: 'agent@acme.test' }));
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(await client.post(new NewSession())).toMatchObject({ createdBy: demoIds.agent });
  });

  it('sends Basic', async () => {
    const client = new JsonServiceClient(app.url);
    client.setCredentials(demoUser.userName, demoPassword);
    expect(await client.post(new NewSession())).toMatchObject({ createdBy: demoIds.user });
  });

  it.each([
    ['a bearer token', (client: JsonServiceClient, key: string) => Object.assign(client, { bearerToken: key })],
    ['Basic with an empty password', (client: JsonServiceClient, key: string) => client.setCredentials(key, '')],
    ['X-Api-Key', (client: JsonServiceClient, key: string) => client.headers.set('X-Api-Key', key)],
  ])('sends an API key as %s', async (_how, apply) => {
    const { newApiKey } = await dataOf(app.url, CreateApiKeyDocument, { name: 'test' }, as('agent@acme.test'));
    const client = new JsonServiceClient(app.url);
    apply(client, newApiKey.key);
    expect(await client.post(new NewSession())).toMatchObject({ createdBy: demoIds.agent });
  });

  it('reads what was wrong', async () => {
    const client = new JsonServiceClient(app.url);
    const wrong = await client.api(new Authenticate({ ...credentials, password: 'wrong' }));
    expect(wrong.error).toMatchObject({ errorCode: 'Unauthorized', message: 'Invalid Username or Password' });
    const empty = await client.api(new Authenticate({ provider: 'credentials' }));
    expect(empty.fieldError('password')).toMatchObject({ errorCode: 'NotEmpty' });
    client.bearerToken = 'ak-nothing';
    const badKey = await client.api(new NewSession());
    expect(badKey.error).toMatchObject({ errorCode: 'Unauthorized', message: 'Invalid API Key' });
  });
});
