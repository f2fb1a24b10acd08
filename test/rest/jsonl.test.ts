import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directly } from '../support/direct-store.ts';
import { as } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { insertSessions, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
/** More sessions than one chunk of a stream has. */
const stored = Array.from({ length: 450 }, (_, n) => storedSession(n, { displayName: `Line\n${n}` }));
beforeAll(async () => {
  app = await startTestApp();
  await directly(app.database, (db) => insertSessions(db, stored));
});
afterAll(() => app.close());

const get = (path: string, accept = '*/*') =>
  call(app.url, `GET ${path}`, { headers: { ...as('user@acme.test'), accept } });

/** Parses each line; every line, also the last one, ends with a line break. */
function namesOf(text: string): unknown[] {
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => (JSON.parse(line) as { displayName: string }).displayName);
}

describe('JSON Lines', () => {
  it.each([
    ['/sessions.jsonl?countPerPage=2', '*/*'],
    ['/sessions?countPerPage=2&format=jsonl', '*/*'],
    ['/jsonl/reply/ListSessions?countPerPage=2', '*/*'],
    ['/sessions?countPerPage=2', 'text/jsonl'],
    ['/sessions?countPerPage=2', 'application/x-ndjson'],
  ])('has an item of the page a line: %s, Accept %s', async (path, accept) => {
    const { status, headers, text } = await get(path, accept);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/jsonl; charset=utf-8']);
    expect(namesOf(text)).toEqual(['Line\n449', 'Line\n448']);
  });

  it('streams all items', async () => {
    const { headers, text } = await get('/jsonl/reply/ListSessions?all=true');
    expect([headers.get('content-type'), headers.get('content-length')]).toEqual(['text/jsonl; charset=utf-8', null]);
    expect(namesOf(text)).toEqual(Array.from({ length: 450 }, (_, n) => `Line\n${449 - n}`));
  });

  it('has nothing for an empty list, and one line for other responses and for errors', async () => {
    expect((await get('/sessions.jsonl?accountIds=')).text).toBe('');
    expect((await get('/sessions.jsonl?accountIds=&all=true')).text).toBe('');
    const id = stored[7]?._id.toHexString() ?? '';
    expect(namesOf((await get(`/sessions/${id}.jsonl`)).text)).toEqual(['Line\n7']);
    const refused = await get('/sessions.jsonl?page=-1');
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text.trimEnd())).toMatchObject({ responseStatus: { errorCode: 'GreaterThanOrEqual' } });
  });

  it('is a format of responses: a body of a pre-defined route is JSON', async () => {
    const body = JSON.stringify({ countPerPage: 1 });
    const headers = { ...as('user@acme.test'), 'content-type': 'application/json', 'x-http-method-override': 'GET' };
    const { text } = await call(app.url, 'POST /jsonl/reply/ListSessions', { headers, body });
    expect(namesOf(text)).toEqual(['Line\n449']);
  });
});
