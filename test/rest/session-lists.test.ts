import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { directly } from '../support/direct-store.ts';
import { as } from '../support/graphql-client.ts';
import { call, responseStatus } from '../support/rest-client.ts';
import { ended, insertSessions, storedMember, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

interface Item {
  readonly id: string;
  readonly log: readonly { readonly message: string }[];
}

const minutesADay = 1_440;
const endpointId = new ObjectId('e00000000000000000000011');
/** Two sessions a day from 1 March on; session n is created on day n / 2. */
const stored = Array.from({ length: 12 }, (_, n) =>
  storedSession((n * minutesADay) / 2, {
    fromAddress: n < 3 ? 'Ann@Example.test' : 'user@acme.test',
    toAddress: `+49301${n}`,
    ...(n % 3 === 0 && { customerId: new ObjectId(demoIds.northShop) }),
    ...(n % 4 === 0 && { endpointId }),
    ...(n % 2 === 1 && ended((n * minutesADay) / 2, 6_000 - n * minutesADay * 60)),
    ...(n === 8 && { fromPhoneNumber: '+15550123' }),
    ...(n === 5 && { parentSessionId: new ObjectId('5e0000000000000000000001'), channel: 'Chat' }),
    ...(n === 6 && {
      members: [storedMember(`user:${demoIds.agent}`)],
      log: [{ date: new Date(), message: 'Transferred' }],
    }),
  }),
);
const ids = stored.map(({ _id }) => _id.toHexString());
const archived = storedSession(0, ended(0, 9));
const foreign = storedSession(3, { accountId: new ObjectId(demoIds.globex) });

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await directly(app.database, async (db) => {
    await insertSessions(db, [...stored, foreign]);
    await insertSessions(db, [archived], 'archivedSessions');
  });
});
afterAll(() => app.close());

const get = (path: string, who = 'user@acme.test') => call(app.url, `GET ${path}`, { headers: as(who) });
const read = async (path: string, who?: string) => JSON.parse((await get(path, who)).text);
const numbersOf = (items: readonly Item[]) => items.map(({ id }) => ids.indexOf(id));

describe('GET /sessions', () => {
  it('returns sessions newest first with their logs, in the envelope of the vendor', async () => {
    const { items, ...rest } = await read('/sessions');
    expect(rest).toEqual({ totalCount: 12, totalPages: 1, hasMorePages: false });
    expect(numbersOf(items)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(items[0]).toMatchObject({
      accountName: 'Acme',
      log: [{ message: expect.stringMatching(/^Session \d+ created$/) }],
    });
  });

  /** Query string, and the numbers of the matching sessions. */
  const parameters: [string, number[]][] = [
    ['countPerPage=3', [11, 10, 9]],
    ['page=1&countPerPage=5', [6, 5, 4, 3, 2]],
    ['page=2&countPerPage=5', [1, 0]],
    ['page=3&countPerPage=5', []],
    ['simplifiedPaging=true&countPerPage=2', [11, 10]],
    [`specificIds=${ids[4]}%2C${ids[7]}`, [7, 4]],
    [`specificIds=${ids[4]}&specificIds=${ids[7]}`, [7, 4]],
    ['sortField=dateCreated&sortOrder=Ascend&countPerPage=3', [0, 1, 2]],
    ['sortField=DATELASTMODIFIED&countPerPage=2', [0, 1]],
    ['sortField=dateLastModified&sortOrder=Descend&countPerPage=2', [11, 10]],
    ['sortField=dateCompleted&sortOrder=Descend&countPerPage=7', [1, 3, 5, 7, 9, 11, 10]],
    ['sortField=dateCompleted&sortOrder=ascend&page=1&countPerPage=7', [9, 7, 5, 3, 1]],
    [`accountIds=${demoIds.acme}&countPerPage=1`, [11]],
    [`accountIds=${demoIds.globex}`, []],
    ['startDate=2026-03-02&endDate=2026-03-03', [5, 4, 3, 2]],
    ['startDate=2026-03-06', [11, 10]],
    ['startDate=2026-03-02&endDate=2026-03-02', [3, 2]],
    ['startDate=2026-03-02&endDate=2026-03-02&timeZone=Pacific/Auckland', [2, 1]],
    ['startDate=2026-03-06&timeZone=America/New_York', [11]],
    ['outcome=complete', [11, 9, 7, 5, 3, 1]],
    ['fromPhoneNumber=15550123', [8]],
    ['endDate=2026-03-01', [1, 0]],
    [`customerIds=${demoIds.northShop}`, [9, 6, 3, 0]],
    [`customerIds=${demoIds.headOffice}`, []],
    [`endpointIds=${endpointId.toHexString()}%2Cx`, [8, 4, 0]],
    ['from=ann%40', [2, 1, 0]],
    ['to=%2B493011', [11, 10, 1]],
    ['log=transfer', [6]],
    ['parentSessionId=5e0000000000000000000001', [5]],
    ['searchArchive=true', [-1]],
    ['from=&page=&countPerPage=1&unknown=1', [11]],
    ['customerIds=', []],
    ['specificIds=&accountIds=', []],
    [`accountIds=%5B%5D&customerIds=${demoIds.northShop}&endpointIds=%5B%5D&specificIds=%5B%5D`, [9, 6, 3, 0]],
    ['customerIds=nonsense', []],
    ['specificIds=nonsense', []],
    ['parentSessionId=nonsense', []],
    ['all=true&page=7', [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['all=true&sortOrder=Ascend&from=ann', [0, 1, 2]],
    ['all=true&from=nobody', []],
  ];
  it.each(parameters)('?%s', async (query, expected) => {
    const { items } = await read(`/sessions?${query}`);
    expect(numbersOf(items)).toEqual(expected);
  });

  it('reports whether more pages follow, and counts unless simplifiedPaging is set', async () => {
    expect(await read('/sessions?countPerPage=5')).toMatchObject({ totalCount: 12, totalPages: 3, hasMorePages: true });
    const simple = await read('/sessions?countPerPage=12&simplifiedPaging=true');
    expect(simple).toMatchObject({ totalCount: 0, totalPages: 0, hasMorePages: false });
    expect(await read('/sessions?all=true')).toMatchObject({ totalCount: 12, totalPages: 1, hasMorePages: false });
    expect(await read('/sessions?all=true&simplifiedPaging=true')).toMatchObject({ totalCount: 0, totalPages: 0 });
  });

  it('returns all sessions in every format', async () => {
    const xml = await get('/sessions.xml?all=true');
    expect(xml.text).toContain(
      '<ListResponseOfSessionInfoBWxtuWQa xmlns:i="http://www.w3.org/2001/XMLSchema-instance"',
    );
    expect(xml.text.match(/<d2p1:SessionInfo>/g)).toHaveLength(12);
    expect(xml.text).toContain('<TotalCount>12</TotalCount>');
    expect((await get('/sessions.jsv?all=true')).text).toContain('totalCount:12');
    expect((await get('/sessions.csv?all=true')).text.match(/\r\nNone,/g)).toHaveLength(12);
    expect((await get('/sessions?all=true&callback=f')).text).toMatch(/^f\(\{"items":\[/);
  });

  it('returns a row for each session as CSV, below a header', async () => {
    const header =
      /^DialState,CallState,QueueState,.*,Members,.*,Id,DateCreated,DateLastModified,CreatedBy,LastModifiedBy$/;
    for (const path of ['/sessions', '/sessions/my', '/csv/reply/ListSessions']) {
      const answer = await call(app.url, `GET ${path}`, {
        headers: { ...as('user@acme.test'), accept: 'text/csv' },
      });
      const [first = '', ...rows] = answer.text.split('\r\n');
      expect(answer.headers.get('content-type')).toBe('text/csv');
      expect(first).toMatch(header);
      expect(rows).toHaveLength(path.startsWith('/sessions/my') ? 6 : 13);
      for (const row of rows.slice(0, -1)) expect(row).toMatch(/^None,[A-Za-z]+,None,/);
    }
    const page = await get('/sessions.csv?page=1&countPerPage=5&sortOrder=Ascend&sortField=dateCreated');
    const idsOfRows = [...page.text.matchAll(/,([0-9a-f]{24}),2026-03/g)].map(([, id = '']) => ids.indexOf(id));
    expect(idsOfRows).toEqual([5, 6, 7, 8, 9]);
    const empty = await get('/sessions.csv?page=3&countPerPage=5');
    expect(empty.text).toMatch(/^DialState,[^\r\n]*,LastModifiedBy\r\n$/);
  });

  it('returns a row for each item of every other list as CSV', async () => {
    const header = async (path: string) => (await get(path, 'admin@acme.test')).text.split('\r\n', 1)[0];
    expect(await header('/accounts.csv')).toMatch(/^Name,.*\bId\b/);
    expect(await header('/users.csv')).toMatch(/^Id,IsAuthenticated,FirstName,.*\bEmailAddress\b/);
    expect(await header('/sessions/active.csv')).toMatch(/^DialState,/);
    const users = await get('/users.csv', 'admin@acme.test');
    expect(users.text).toMatch(/\r\n[^\r\n]*user@acme\.test/);
  });

  it('is available at the pre-defined route', async () => {
    expect((await read('/json/reply/ListSessions?countPerPage=1')).items).toHaveLength(1);
  });

  const base = 'http://schemas.datacontract.org/2004/07/Voice.Api';
  const arrays = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
  const inXml = (members: string) => `<ListSessions xmlns="${base}.Sessions">${members}</ListSessions>`;
  const bodies: [type: string, body: string, expected: number[]][] = [
    ['json', '{"countPerPage":2,"From":"ann","sortField":"toAddress"}', [0, 1]],
    ['json', '{"specificIds":[]}', []],
    ['xml', inXml(`<CountPerPage xmlns="${base}">1</CountPerPage><From>ann</From>`), [2]],
    ['xml', inXml(`<SortField xmlns="${base}">toAddress</SortField><From>ann</From>`), [0, 1, 2]],
    ['xml', inXml(`<SpecificIds xmlns="${base}" />`), []],
    [
      'xml',
      inXml(`<CustomerIds xmlns:a="${arrays}"><a:string>${demoIds.northShop}</a:string></CustomerIds>`),
      [9, 6, 3, 0],
    ],
  ];
  it.each(bodies)('reads its members from a body in %s: %s', async (format, body, expected) => {
    const headers = { ...as('user@acme.test'), 'content-type': `application/${format}`, accept: 'application/json' };
    const sent = { headers: { ...headers, 'x-http-method-override': 'GET' }, body };
    const { status, text } = await call(app.url, 'POST /sessions', sent);
    expect(status).toBe(200);
    expect(numbersOf(JSON.parse(text).items)).toEqual(expected);
  });

  const issues: [string, string[]][] = [
    ['page=-1', ['Page']],
    ['countPerPage=0', ['CountPerPage']],
    ['countPerPage=1001', ['CountPerPage']],
    ['page=101&countPerPage=1000&sortField=log', ['Page', 'SortField']],
    ['startDate=2026-02-30&endDate=yesterday', ['StartDate', 'EndDate']],
    ['sortOrder=Up', ['sortOrder']],
    ['startDate=2026-03-03&endDate=2026-03-01', ['EndDate']],
    ['startDate=2026-03-03&timeZone=%2B01:00', ['TimeZone']],
  ];
  it.each(issues)('returns 400 for ?%s', async (query, fields) => {
    const answer = await get(`/sessions?${query}`);
    expect(answer.status).toBe(400);
    const { errors } = responseStatus(answer) as { errors: { fieldName: string }[] };
    expect(errors.map(({ fieldName }) => fieldName)).toEqual(fields);
  });

  it('requires a sign-in and no role', async () => {
    expect((await call(app.url, 'GET /sessions')).status).toBe(401);
    const { items } = await read('/sessions?countPerPage=1', 'viewer@acme.test');
    expect(items).toMatchObject([{ id: ids[11], accountName: 'Acme' }]);
  });

  it('returns only sessions of the accounts of the caller', async () => {
    expect((await read('/sessions', 'user@globex.test')).items).toHaveLength(1);
    expect((await read('/sessions', 'admin@acme.test')).totalCount).toBe(13);
    expect((await read(`/sessions?accountIds=${demoIds.globex}`, 'admin@acme.test')).totalCount).toBe(1);
  });
});

describe('GET /sessions/{sessionId}', () => {
  it('returns the session without its log', async () => {
    const expected = { id: ids[6], customerName: 'North Shop', log: [] };
    expect(await read(`/sessions/${ids[6]}`)).toMatchObject(expected);
    expect(await read(`/json/reply/GetSession?sessionId=${ids[6]}`)).toMatchObject(expected);
  });

  it('requires a sign-in and no role', async () => {
    expect((await call(app.url, `GET /sessions/${ids[6]}`)).status).toBe(401);
    expect(await read(`/sessions/${ids[6]}`, 'viewer@acme.test')).toMatchObject({ id: ids[6] });
  });

  it.each([
    ['unknown', '5e0000000000000000000099'],
    ['malformed', 'nonsense'],
    ['that of another tenant', foreign._id.toHexString()],
    ['that of an archived session', archived._id.toHexString()],
  ])('returns 404 when the id is %s', async (_, id) => {
    const answer = await get(`/sessions/${id}`);
    expect(answer.status).toBe(404);
    expect(responseStatus(answer).errorCode).toBe('NotFound');
  });
});

describe('active sessions and calls', () => {
  it.each([
    ['/sessions/my', 'GetMySessionsResponse'],
    ['/sessions/active', 'GetActiveSessionsResponse'],
  ])('GET %s returns the sessions of the caller that have not ended', async (path, root) => {
    expect(numbersOf((await read(path)).sessions)).toEqual([10, 8, 4, 2, 0]);
    expect(numbersOf((await read(path, 'agent@acme.test')).sessions)).toEqual([6]);
    expect(await read(`${path}?countPerPage=1&page=1`, 'user@globex.test')).toEqual({ sessions: [] });
    const { text } = await get(`${path}.xml`, 'user@globex.test');
    expect(text).toBe(
      `<?xml version="1.0" encoding="utf-8"?><${root} xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions"><Sessions /></${root}>`,
    );
  });

  it.each(['/sessions/my', '/sessions/active'])('GET %s requires the role User', async (path) => {
    expect((await call(app.url, `GET ${path}`)).status).toBe(401);
    expect((await get(path, 'viewer@acme.test')).status).toBe(403);
  });
});
