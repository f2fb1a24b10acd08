import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, responseStatus } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

type Headers = Record<string, string>;
type Body = string | FormData;

const json = { 'content-type': 'application/json' };
const xml = { 'content-type': 'application/xml' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const ns = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';

const send = (line: string, headers: Headers, body?: Body) =>
  call(app.url, line, {
    headers: { ...as('user@acme.test'), accept: 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });

function multipart(fields: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

/** Returns the identities of the members of a session, without the creator. */
const identities = (session: { members?: { identity: string }[] }) =>
  (session.members ?? []).slice(1).map(({ identity }) => identity);

describe('request binding', () => {
  type Row = [what: string, line: string, headers: Headers, body: Body | undefined, expected: Record<string, unknown>];
  it.each<Row>([
    // custom routes: body < query string < form
    ['the query overrides the body', 'POST /sessions?displayName=q', json, '{"displayName":"b"}', { displayName: 'q' }],
    ['the query overrides XML', 'POST /sessions?channel=Fax', xml, `<NewSession xmlns="${ns}"/>`, { channel: 'Fax' }],
    ['the body keeps other fields', 'POST /sessions?channel=Fax', json, '{"displayName":"b"}', { displayName: 'b' }],
    ['a form overrides the query', 'POST /sessions?displayName=q', form, 'displayName=f', { displayName: 'f' }],
    ['empty form fields are ignored', 'POST /sessions?displayName=q', form, 'displayName=', { displayName: 'q' }],
    ['a query without a body', 'POST /sessions?channel=Chat&displayName=q', {}, undefined, { displayName: 'q' }],
    ['multipart', 'POST /sessions', {}, multipart({ channel: 'Chat', displayName: 'm' }), { displayName: 'm' }],
    ['files are ignored', 'POST /sessions', {}, multipart({ displayName: new Blob(['x']) }), { channel: 'Voice' }],
    // pre-defined routes: the query string sets defaults only
    ['the body wins', 'POST /api/NewSession?displayName=q', json, '{"displayName":"b"}', { displayName: 'b' }],
    ['the query sets defaults', 'POST /api/NewSession?displayName=q', json, '{}', { displayName: 'q' }],
    ['query replaces null', 'POST /api/NewSession?displayName=q', json, '{"displayName":null}', { displayName: 'q' }],
    ['query replaces a default', 'POST /api/NewSession?channel=Fax', json, '{"channel":"Voice"}', { channel: 'Fax' }],
    ['query keeps other values', 'POST /api/NewSession?channel=Fax', json, '{"channel":"Chat"}', { channel: 'Chat' }],
    [
      'a form body overrides the query',
      'POST /api/NewSession?displayName=q',
      form,
      'displayName=f',
      { displayName: 'f' },
    ],
    ['dto in the query, multipart body', 'POST /api/NewSession?channel=Chat', {}, multipart({}), { channel: 'Chat' }],
    [
      'XML',
      'POST /xml/reply/NewSession?format=json&displayName=q',
      xml,
      `<NewSession xmlns="${ns}"/>`,
      { displayName: 'q' },
    ],
    // parsing of names and values
    [
      'names in any case',
      'POST /sessions?DISPLAYNAME=q&Channel=Chat',
      {},
      undefined,
      { displayName: 'q', channel: 'Chat' },
    ],
    ['enums in any case', 'POST /sessions?channel=cHAT', {}, undefined, { channel: 'Chat' }],
    ['enums by number', 'POST /sessions?channel=1', {}, undefined, { channel: 'Chat' }],
    [
      'enums by number in JSON',
      'POST /sessions',
      json,
      '{"channel":1,"direction":"0"}',
      { channel: 'Chat', direction: 'Incoming' },
    ],
    ['booleans', 'POST /sessions?startSession=on&destination=x', {}, undefined, { dialState: 'Active' }],
    ['first of two booleans', 'POST /sessions?startSession=n,y&destination=x', {}, undefined, { dialState: 'None' }],
    ['repeated names', 'POST /sessions?displayName=a&displayName=b', {}, undefined, { displayName: 'a,b' }],
    ['text unchanged', 'POST /sessions?displayName=%7Ba:%5B%22', {}, undefined, { displayName: '{a:["' }],
    ['plus and percent', 'POST /sessions?displayName=a+b%2Bc%C3%A9', {}, undefined, { displayName: 'a b+cé' }],
    ['a bare name is null', 'POST /sessions?displayName', json, '{}', { channel: 'Voice' }],
    [
      'unknown names',
      'POST /sessions?nope=1&_=2&v=3&jsconfig=eccn&apikey=x',
      json,
      '{"nope":[{}]}',
      { channel: 'Voice' },
    ],
    // bodies
    ['no body', 'POST /sessions', {}, undefined, { channel: 'Voice' }],
    ['an empty body', 'POST /sessions', json, '', { channel: 'Voice' }],
    ['an empty body without a type', 'POST /api/NewSession', {}, '', { channel: 'Voice' }],
    ['JSON names in any case', 'POST /sessions', json, '{"DISPLAYNAME":"b"}', { displayName: 'b' }],
    ['the later of two names', 'POST /sessions', json, '{"displayName":"a","DisplayName":"b"}', { displayName: 'b' }],
    ['numbers as text', 'POST /sessions', json, '{"displayName":12}', { displayName: '12' }],
    ['null for an enum', 'POST /sessions', json, '{"channel":null,"direction":null}', { channel: 'Voice' }],
    ['null for a list', 'POST /sessions', json, '{"memberEmailAddresses":null}', { channel: 'Voice' }],
    ['a BOM', 'POST /sessions', json, '\uFEFF{"displayName":"b"}', { displayName: 'b' }],
    ['__proto__', 'POST /sessions', json, '{"__proto__":{"displayName":"b"},"constructor":1}', { channel: 'Voice' }],
    [
      'the charset UTF-8',
      'POST /sessions',
      { 'content-type': 'text/json;charset="UTF-8"' },
      '{"displayName":"é"}',
      { displayName: 'é' },
    ],
    // /api parses JSON, whatever the content type
    ...['text/plain;charset=UTF-8', 'application/xml', 'text/csv', 'application/octet-stream', 'nonsense'].map(
      (type): Row => [
        type,
        'POST /api/NewSession',
        { 'content-type': type },
        '{"displayName":"b"}',
        { displayName: 'b' },
      ],
    ),
    [
      'xml by its URL',
      'POST /xml/reply/NewSession?format=json',
      json,
      `<NewSession xmlns="${ns}"/>`,
      { channel: 'Voice' },
    ],
  ])('%s: %s', async (_, line, headers, body, expected) => {
    const answer = await send(line, headers, body);
    expect(answer.text).toMatch(/^\{"dialState"/);
    expect(JSON.parse(answer.text)).toMatchObject(expected);
    if (!('displayName' in expected)) expect(JSON.parse(answer.text)).not.toHaveProperty('displayName');
  });

  it.each<[what: string, line: string, headers: Headers, body: Body | undefined]>([
    ['commas', 'POST /sessions?memberEmailAddresses=a@x.io%2Cb@x.io', {}, undefined],
    ['brackets', 'POST /sessions?memberEmailAddresses=%5Ba@x.io,b@x.io%5D', {}, undefined],
    ['repeated names', 'POST /sessions?memberEmailAddresses=a@x.io&MemberEmailAddresses=b@x.io', {}, undefined],
    ['a form', 'POST /sessions', form, 'memberEmailAddresses=a%40x.io&memberEmailAddresses=b%40x.io'],
    ['JSON', 'POST /sessions', json, '{"memberEmailAddresses":["a@x.io","b@x.io"]}'],
    ['defaults', 'POST /api/NewSession?memberEmailAddresses=a@x.io,b@x.io', json, '{"memberEmailAddresses":[]}'],
  ])('a list by %s', async (_, line, headers, body) => {
    const answer = await send(line, headers, body);
    expect(identities(JSON.parse(answer.text))).toEqual(['a@x.io', 'b@x.io']);
  });
});

describe('invalid values', () => {
  it.each<[line: string, headers: Headers, body: string | undefined, fields: string[]]>([
    ['POST /sessions?channel=zzz', {}, undefined, ['channel']],
    ['POST /sessions?CHANNEL=zzz&startSession=maybe', json, '{}', ['CHANNEL', 'startSession']],
    ['POST /api/NewSession?Channel=zzz', json, '{}', ['Channel']],
    ['POST /sessions', form, 'channel=zzz&direction=9', ['channel', 'direction']],
    ['POST /sessions?channel=99', {}, undefined, ['channel']],
  ])('%s %j %s', async (line, headers, body, fields) => {
    const answer = await send(line, headers, body);
    expect([answer.status, answer.statusText]).toEqual([400, 'SerializationException']);
    const { errorCode, message, errors } = responseStatus(answer);
    expect([errorCode, message]).toEqual(['SerializationException', "Unable to bind to request 'NewSession'"]);
    expect(errors).toEqual(
      fields.map((fieldName) => ({
        errorCode: 'SerializationException',
        fieldName,
        message: expect.stringMatching(`^'\\w+' is an Invalid value for '${fieldName}'$`),
      })),
    );
  });

  it.each<[what: string, line: string, headers: Headers, body: string, status: number]>([
    [
      'a multipart form without an end',
      'POST /sessions',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\n',
      400,
    ],
    ['a multipart form without a boundary', 'POST /sessions', { 'content-type': 'multipart/form-data' }, 'x', 400],
    ['truncated JSON', 'POST /sessions', json, '{"channel":"Chat"', 400],
    ['XML on /api', 'POST /api/NewSession', xml, `<NewSession xmlns="${ns}"/>`, 400],
    ['a list for a single request', 'POST /api/NewSession', json, '[{}]', 400],
    ['an unsupported content type', 'POST /sessions', { 'content-type': 'text/plain' }, '{}', 415],
    ['an empty content type', 'POST /sessions', { 'content-type': '' }, '{}', 415],
  ])('%s', async (_, line, headers, body, status) => {
    const answer = await send(line, headers, body);
    expect(answer.status).toBe(status);
    expect(responseStatus(answer).errorCode).toBe(status === 400 ? 'SerializationException' : 'UnsupportedMediaType');
  });
});

describe('X-Http-Method-Override', () => {
  const override = (method: string) => ({ 'x-http-method-override': method });
  it.each<[line: string, headers: Headers, body: string | undefined, status: number]>([
    ['PUT /sessions', override('POST'), '{}', 200],
    ['GET /sessions', override('POST'), undefined, 200],
    ['DELETE /api/NewSession', override('post'), undefined, 200],
    ['POST /sessions', override('PATCH'), '{}', 404],
    ['POST /api/NewSession', override('PATCH'), '{}', 405],
    ['POST /sessions', override(''), '{}', 200],
    ['PUT /sessions?X-Http-Method-Override=POST', {}, '{}', 200],
    ['PUT /sessions?x-http-method-override=post', {}, '{}', 200],
    ['POST /sessions?X-Http-Method-Override=PUT', {}, '{}', 404],
    ['PUT /sessions?X-Http-Method-Override=PUT', override('POST'), '{}', 200],
    ['PUT /sessions', form, 'X-Http-Method-Override=POST', 200],
    ['POST /sessions', form, 'x-http-method-override=PUT', 404],
    ['PUT /sessions?X-Http-Method-Override=POST', form, 'X-Http-Method-Override=PUT', 200],
    ['PUT /sessions', {}, '{"X-Http-Method-Override":"POST"}', 404],
    // a link must not write: unlike ServiceStack, a GET or HEAD request rejects the override in the query string
    ['GET /sessions/outgoing?X-Http-Method-Override=POST', {}, undefined, 404],
    ['GET /api/NewSession?X-Http-Method-Override=POST', {}, undefined, 405],
    ['HEAD /sessions/outgoing?X-Http-Method-Override=POST', {}, undefined, 404],
  ])('%s %j %s: %i', async (line, headers, body, status) => {
    const answer = await send(line, { ...(body !== undefined && json), ...headers }, body);
    expect(answer.status).toBe(status);
  });
});
