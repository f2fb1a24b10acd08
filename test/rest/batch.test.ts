import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CountSessionsDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { call, type RestAnswer, responseStatus } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const send = (address: string, body?: string, headers: Record<string, string> = {}): Promise<RestAnswer> =>
  call(app.url, `POST ${address}`, {
    headers: { ...as('user@acme.test'), 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
const count = async () => (await dataOf(app.url, CountSessionsDocument, {}, as('admin@acme.test'))).sessions.totalCount;
const completed = ({ headers }: RestAnswer) => headers.get('x-autobatch-completed');
const names = ({ text }: RestAnswer) =>
  (JSON.parse(text) as { displayName: string }[]).map(({ displayName }) => displayName);

const ns = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';
const two = {
  json: '[{"displayName":"a"},{"displayName":"b"}]',
  xml: `<ArrayOfNewSession xmlns="${ns}"><NewSession><DisplayName>a</DisplayName></NewSession><NewSession><DisplayName>b</DisplayName></NewSession></ArrayOfNewSession>`,
  jsv: '[{displayName:a},{displayName:b}]',
  csv: 'DisplayName\r\na\r\nb\r\n',
};

describe('a batch answers in the order it was sent', () => {
  it.each<[address: string, body: keyof typeof two, answer: RegExp]>([
    ['/api/NewSession[]', 'json', /^\[\{"dialState".*"displayName":"a".*"displayName":"b".*\}\]$/],
    ['/api/NewSession%5B%5D', 'json', /^\[\{"dialState".*"displayName":"a".*"displayName":"b".*\}\]$/],
    ['/api/newsession%5b%5D/', 'json', /^\[\{"dialState".*"displayName":"a".*"displayName":"b".*\}\]$/],
    ['/json/reply/NewSession[]', 'json', /^\[\{"dialState".*"displayName":"a".*"displayName":"b".*\}\]$/],
    ['/json/oneway/NewSession[]', 'json', /^\[\{"dialState".*"displayName":"a".*"displayName":"b".*\}\]$/],
    [
      '/api/NewSession[].xml',
      'json',
      /^<\?xml.*\?><ArrayOfSessionInfo .*<DisplayName>a<.*<DisplayName>b<.*<\/ArrayOfSessionInfo>$/,
    ],
    ['/api/NewSession[]?format=csv', 'json', /^DialState,.*\r\nNone,.*,a,.*\r\nNone,.*,b,.*\r\n$/],
    [
      '/xml/reply/NewSession[]',
      'xml',
      /^<\?xml.*\?><ArrayOfSessionInfo .*<DisplayName>a<.*<DisplayName>b<.*<\/ArrayOfSessionInfo>$/,
    ],
    ['/xml/oneway/NewSession%5B%5D', 'xml', /^<\?xml.*\?><ArrayOfSessionInfo .*<DisplayName>a<.*<DisplayName>b</],
    ['/jsv/reply/NewSession[]', 'jsv', /^\[\{dialState:None.*displayName:a,.*displayName:b,.*\}\]$/],
    ['/csv/reply/NewSession[]', 'csv', /^DialState,.*\r\nNone,.*,a,.*\r\nNone,.*,b,.*\r\n$/],
    ['/sessions[]', 'json', /^\[\{"dialState".*"displayName":"a".*"displayName":"b".*\}\]$/],
  ])('%s', async (address, body, expected) => {
    const before = await count();
    const answer = await send(address, two[body], { accept: 'application/json' });
    expect([answer.status, completed(answer)]).toEqual([200, '2']);
    expect(answer.text).toMatch(expected);
    expect(await count()).toBe(before + 2);
  });

  it.each<[address: string, body: string, answer: string | RegExp]>([
    ['/api/NewSession[]', '[]', /^\[\]$/],
    ['/xml/reply/NewSession[]', `<ArrayOfNewSession xmlns="${ns}"/>`, /<ArrayOfSessionInfo [^>]* \/>$/],
    ['/jsv/reply/NewSession[]', '[]', /^\[\]$/],
    ['/csv/reply/NewSession[]', 'DisplayName\r\n', /^DialState,[^\n]*\r\n$/],
  ])('of none: %s', async (address, body, expected) => {
    const answer = await send(address, body);
    expect([answer.status, completed(answer)]).toEqual([200, '0']);
    expect(answer.text).toMatch(expected);
  });
});

it('what the query says holds for each that does not say otherwise', async () => {
  const answer = await send('/api/NewSession[]?channel=Chat&displayName=q', '[{"displayName":"a"},{}]');
  expect(JSON.parse(answer.text)).toMatchObject([
    { channel: 'Chat', displayName: 'a' },
    { channel: 'Chat', displayName: 'q' },
  ]);
});

describe('the first failure', () => {
  const thirdBad = '[{},{},{"customerId":"nope"},{}]';

  it('ends the batch, with its index and what was done before', async () => {
    const before = await count();
    const answer = await send('/api/NewSession[]', thirdBad);
    expect([answer.status, answer.statusText, completed(answer)]).toEqual([400, 'NotFound', '2']);
    expect(JSON.parse(answer.text).responseStatus).toMatchObject({
      errorCode: 'NotFound',
      errors: [{ fieldName: 'CustomerId' }],
      meta: { AutoBatchIndex: '2' },
    });
    expect(await count()).toBe(before + 2);
  });

  it('says so in XML', async () => {
    const answer = await send('/api/NewSession[].xml', thirdBad);
    expect([answer.status, completed(answer)]).toEqual([400, '2']);
    expect(answer.text).toContain('Key>AutoBatchIndex</');
    expect(answer.text).toContain('Value>2</');
  });

  it('is the whole batch when a value in it does not fit, and nothing is done', async () => {
    const before = await count();
    const answer = await send('/api/NewSession[]', '[{},{"channel":"Telex"}]');
    expect(answer.status).toBe(400);
    expect(responseStatus(answer).errors).toMatchObject([{ fieldName: '[1].channel' }]);
    expect(await count()).toBe(before);
  });
});

describe('no batch', () => {
  it.each<[what: string, address: string, body: string | undefined, headers: Record<string, string>]>([
    ['nothing', '/api/NewSession[]', undefined, {}],
    ['an empty body', '/api/NewSession[]', '', {}],
    ['one request', '/api/NewSession[]', '{}', {}],
    ['null', '/api/NewSession[]', 'null', {}],
    ['a list of no requests', '/api/NewSession[]', '[1]', {}],
    ['a list with null', '/api/NewSession[]', '[{},null]', {}],
    ['a form', '/api/NewSession[]', 'channel=Chat', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['one request in XML', '/xml/reply/NewSession[]', `<NewSession xmlns="${ns}"/>`, {}],
    ['more than 100', '/api/NewSession[]', `[${Array(101).fill('{}').join(',')}]`, {}],
    ['more than 100 rows', '/csv/reply/NewSession[]', `Channel\r\n${'Chat\r\n'.repeat(101)}`, {}],
  ])('%s', async (_, address, body, headers) => {
    const before = await count();
    const answer = await send(`${address}?format=json`, body, headers);
    expect([answer.status, answer.statusText]).toEqual([400, 'SerializationException']);
    expect(await count()).toBe(before);
  });

  it('says how many there may be', async () => {
    const answer = await send('/api/NewSession[]', `[${Array(101).fill('{}').join(',')}]`);
    expect(responseStatus(answer).message).toContain('at most 100 requests');
  });
});

describe('Idempotency-Key on a batch', () => {
  it('brings all of it back', async () => {
    const headers = { 'idempotency-key': 'batch-1' };
    const first = await send('/api/NewSession[]', two.json, headers);
    const before = await count();
    const again = await send('/api/NewSession[]', two.json, headers);
    expect(again.text).toBe(first.text);
    expect([first, again].map((answer) => answer.headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(await count()).toBe(before);
  });

  it('finishes what failed half way', async () => {
    const headers = { 'idempotency-key': 'batch-2' };
    const failed = await send('/api/NewSession[]', '[{"displayName":"a"},{"customerId":"nope"}]', headers);
    expect([failed.status, completed(failed)]).toEqual([400, '1']);
    const before = await count();
    const mended = await send('/api/NewSession[]', two.json, headers);
    expect([mended.status, names(mended)]).toEqual([200, ['a', 'b']]);
    expect(mended.headers.get('idempotent-replayed')).toBeNull();
    expect(await count()).toBe(before + 1);
  });

  it('refuses other input with its batch index', async () => {
    const headers = { 'idempotency-key': 'batch-3' };
    await send('/api/NewSession[]', two.json, headers);
    const answer = await send('/api/NewSession[]', '[{"displayName":"a"},{"displayName":"c"}]', headers);
    expect([answer.status, completed(answer)]).toEqual([409, '1']);
  });

  it.each([
    [252, 200, '2'],
    [256, 400, '0'],
  ])('of %i characters', async (length, status, done) => {
    const answer = await send('/api/NewSession[]', two.json, { 'idempotency-key': 'k'.repeat(length) });
    expect([answer.status, completed(answer)]).toEqual([status, done]);
  });

  it('is not that of a single request', async () => {
    await send('/api/NewSession[]', two.json, { 'idempotency-key': 'batch-4' });
    const single = await send('/api/NewSession', '{"displayName":"c"}', { 'idempotency-key': 'batch-4' });
    expect(single.status).toBe(200);
  });
});
