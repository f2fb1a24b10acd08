import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { CountSessionsDocument, ReadSessionDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const json = { 'content-type': 'application/json' };
const post = (path: string, body: string, headers: Record<string, string> = json, who = as('user@acme.test')) =>
  fetch(app.url + path, { method: 'POST', headers: { ...who, ...headers }, body });
const count = async () => (await dataOf(app.url, CountSessionsDocument, {}, as('admin@acme.test'))).sessions.totalCount;

describe('POST /sessions', () => {
  it('answers 200 with the bare session, which GraphQL shows too', async () => {
    const response = await post(
      '/sessions',
      '{"channel":"Chat","displayName":"Hello","customerId":"c05000000000000000000003"}',
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const session = (await response.json()) as { id: string; customerBreadcrumb: unknown };
    expect(session).toMatchObject({
      channel: 'Chat',
      displayName: 'Hello',
      accountName: 'Acme',
      customerName: 'North Shop',
      ended: false,
    });
    expect(session).not.toHaveProperty('revision');
    expect(session).not.toHaveProperty('toAddress');
    const read = await dataOf(app.url, ReadSessionDocument, { id: session.id });
    expect(read.session).toMatchObject({ displayName: 'Hello', customerBreadcrumb: session.customerBreadcrumb });
  });

  it('makes a Voice session of nothing at all, as .NET would', async () => {
    const response = await fetch(`${app.url}/sessions`, { method: 'POST', headers: as('user@acme.test') });
    expect(await response.json()).toMatchObject({ channel: 'Voice', direction: 'Outgoing', callState: 'Connected' });
  });

  it('reads XML and answers it', async () => {
    const body =
      '<NewSession xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions"><Channel>Fax</Channel><DisplayName>A &amp; B</DisplayName></NewSession>';
    const response = await post('/sessions', body, { 'content-type': 'application/xml', accept: 'application/xml' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/xml');
    const text = await response.text();
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?><SessionInfo xmlns:i=/);
    expect(text).toContain('<Channel>Fax</Channel>');
    expect(text).toContain('<DisplayName>A &amp; B</DisplayName>');
  });

  it('works in the account of the header', async () => {
    const response = await post('/sessions', '{}', { ...json, 'x-account-id': demoIds.globex }, as('admin@acme.test'));
    expect(await response.json()).toMatchObject({ accountId: demoIds.globex });
  });

  it('lists every fault as ServiceStack does, and writes nothing', async () => {
    const before = await count();
    const response = await post(
      '/sessions',
      '{"channel":"Chat","withAddress":"nobody","memberEmailAddresses":["x"],"customerId":"y"}',
    );
    expect(response.status).toBe(400);
    expect(response.statusText).toBe('RegularExpression');
    expect(await response.json()).toEqual({
      responseStatus: {
        errorCode: 'RegularExpression',
        message: 'withAddress must be user:ID or team:ID.',
        errors: [
          {
            errorCode: 'RegularExpression',
            fieldName: 'WithAddress',
            message: 'withAddress must be user:ID or team:ID.',
          },
          {
            errorCode: 'Email',
            fieldName: 'MemberEmailAddresses',
            message: 'memberEmailAddresses: "x" is not an e-mail address.',
          },
          {
            errorCode: 'NotFound',
            fieldName: 'CustomerId',
            message: 'There is no customer with this customerId in this account.',
          },
        ],
      },
    });
    expect(await count()).toBe(before);
  });

  it('names a value that does not fit', async () => {
    const response = await post('/sessions', '{"channel":"Telex","startSession":"perhaps"}');
    expect(response.status).toBe(400);
    const { responseStatus } = (await response.json()) as { responseStatus: { errors: { fieldName: string }[] } };
    expect(responseStatus.errors.map((issue) => issue.fieldName)).toEqual(['channel', 'startSession']);
  });

  const rejections: [string, string, Record<string, string>, number, string][] = [
    ['half of a JSON text', '{"channel":', json, 400, 'SerializationException'],
    ['a JSON text that is no object', '[1]', json, 400, 'SerializationException'],
    [
      'XML that is none',
      '<NewSession',
      { 'content-type': 'application/xml', accept: 'application/json' },
      400,
      'SerializationException',
    ],
    ['a content type that is not read', '{}', { 'content-type': 'text/plain' }, 415, 'UnsupportedMediaType'],
    [
      'a charset that is not read',
      '{}',
      { 'content-type': 'application/json; charset=utf-16' },
      415,
      'UnsupportedMediaType',
    ],
    ['a body of over 1 MiB', `{"displayName":"${'x'.repeat(1_048_576)}"}`, json, 413, 'RequestEntityTooLarge'],
  ];
  it.each(rejections)('refuses %s', async (_, body, headers, status, errorCode) => {
    const before = await count();
    const response = await post('/sessions', body, headers);
    expect(response.status).toBe(status);
    expect(response.statusText).toBe(errorCode);
    expect(await response.json()).toMatchObject({ responseStatus: { errorCode } });
    expect(await count()).toBe(before);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    const response = await fetch(`${app.url}/sessions`, {
      method: 'POST',
      headers: { ...as('user@acme.test'), ...json },
      body,
    });
    expect(response.status).toBe(400);
  });

  const callers: [string, Record<string, string>, number, string, string][] = [
    ['nobody', {}, 401, 'Unauthorized', 'Unauthorized'],
    ['a wrong password', as('user@acme.test', 'wrong'), 401, 'Unauthorized', 'Unauthorized'],
    ['a user without the role', as('viewer@acme.test'), 403, 'Invalid Role', 'Forbidden'],
  ];
  it.each(callers)('refuses %s before it looks at the body', async (_, who, status, reason, errorCode) => {
    const response = await post('/sessions', '{"channel":', json, who);
    expect(response.status).toBe(status);
    expect(response.statusText).toBe(reason);
    expect(await response.json()).toMatchObject({ responseStatus: { errorCode } });
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="/auth/basic"' : null);
  });
});

describe('Idempotency-Key', () => {
  it('brings the same session back, and says so', async () => {
    const headers = { ...json, 'idempotency-key': 'rest-1' };
    const first = await post('/sessions', '{"displayName":"once"}', headers);
    const again = await post('/sessions', '{"displayName":"once"}', headers);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
  });

  it('refuses other input', async () => {
    const headers = { ...json, 'idempotency-key': 'rest-2' };
    await post('/sessions', '{"displayName":"once"}', headers);
    const response = await post('/sessions', '{"displayName":"twice"}', headers);
    expect([response.status, response.statusText]).toEqual([409, 'Conflict']);
  });
});

describe('an address that is not there', () => {
  const addresses: [string, string, number][] = [
    ['GET', '/nope', 404],
    ['PUT', '/sessions', 404],
    ['POST', '/sessions/x/y/z', 404],
    ['POST', '/api/Nope', 405],
    ['GET', '/api/NewSession', 405],
    ['PUT', '/json/reply/NewSession', 405],
  ];
  it.each(addresses)('%s %s', async (method, path, status) => {
    const response = await fetch(app.url + path, { method, headers: as('user@acme.test') });
    expect(response.status).toBe(status);
  });
});
