import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { CreateSessionDocument, ReadSessionDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { call, responseStatus } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

type Headers = Record<string, string>;
const user = as('user@acme.test');
const send = (line: string, body?: unknown, headers: Headers = {}, who = user) =>
  call(app.url, line, {
    headers: { ...who, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const create = async (input: object = {}) => {
  const variables = { input: { channel: 'Voice', ...input } } as const;
  return (await dataOf(app.url, CreateSessionDocument, variables)).newSession;
};
const read = async (id: string) => (await dataOf(app.url, ReadSessionDocument, { id })).session;
const bodyOf = ({ text }: { text: string }) => JSON.parse(text);

/** Route, input of the created session, request body, and fields of the response. */
const routes: [string, object, unknown, Record<string, unknown>][] = [
  ['PATCH /sessions/{id}', {}, { callState: 'Hold', consoleData: 'x' }, { callState: 'Hold', consoleData: 'x' }],
  ['POST /sessions/{id}/hold', {}, undefined, { callState: 'Hold', heldByUserId: demoIds.user, holdReason: 'None' }],
  [
    'POST /sessions/{id}/hold',
    {},
    { holdReason: 'Transferring', holdQueueName: 'Q' },
    { holdReason: 'Transferring', holdQueueName: 'Q' },
  ],
  ['POST /sessions/{id}/resume', { callState: 'Hold' }, undefined, { callState: 'Connected' }],
  ['POST /sessions/{id}/redirect', {}, { destination: '1' }, { callState: 'Ringing', destination: '1' }],
  ['POST /sessions/{id}/reject', { callState: 'Ringing' }, undefined, { ended: true, outcome: 'Rejected' }],
  ['POST /sessions/{id}/record', {}, undefined, { callState: 'Connected' }],
  [
    'POST /sessions/{id}/log',
    {},
    { message: 'Noted' },
    { log: [expect.anything(), { date: expect.any(String), message: 'Noted' }] },
  ],
  [
    'POST /sessions/{id}/members',
    { channel: 'Chat' },
    { memberEmailAddresses: ['agent@acme.test'] },
    { members: [expect.anything(), expect.objectContaining({ identity: `user:${demoIds.agent}` })] },
  ],
  ['POST /sessions/{id}/conference', {}, undefined, { conferenceSid: expect.stringMatching(/^CF/) }],
];

describe.each(routes)('%s', (line, made, body, expected) => {
  it(`of ${JSON.stringify(made)} with ${JSON.stringify(body)} returns the bare session and its revision`, async () => {
    const { id } = await create(made);
    const answer = await send(line.replace('{id}', id), body);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    expect(bodyOf(answer)).toMatchObject({ id, accountName: 'Acme', lastModifiedBy: demoIds.user, ...expected });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect((await read(id))?.revision).toBe(2);
  });

  it('returns 404 for a session of another account', async () => {
    const { id } = await create(made);
    const answer = await send(line.replace('{id}', id), body, {}, as('user@globex.test'));
    expect([answer.status, responseStatus(answer).errorCode]).toEqual([404, 'NotFound']);
    expect((await read(id))?.revision).toBe(1);
  });

  it('returns 412 when If-Match names another revision', async () => {
    const { id } = await create(made);
    const late = await send(line.replace('{id}', id), body, { 'if-match': '"7"' });
    expect([late.status, late.statusText]).toEqual([412, 'PreconditionFailed']);
    expect(responseStatus(late).message).toBe('The session has changed: it is at revision 1.');
    expect((await read(id))?.revision).toBe(1);
    expect((await send(line.replace('{id}', id), body, { 'if-match': '"1"' })).status).toBe(200);
  });
});

describe('DELETE /sessions/{id}', () => {
  it('ends the session with an empty response, idempotently', async () => {
    const { id } = await create();
    for (const _ of [1, 2]) {
      const answer = await send(`DELETE /sessions/${id}`);
      expect([answer.status, answer.text]).toEqual([204, '']);
      expect(answer.headers.get('etag')).toBe('"2"');
    }
    expect(await read(id)).toMatchObject({ ended: true, callState: 'Disconnected', outcome: 'Completed', revision: 2 });
  });

  it('ends only the call of callSid', async () => {
    const { id } = await create();
    await send(`POST /sessions/${id}/conference`);
    await send(`POST /sessions/${id}/conference/members`, { toAddress: '+15550102', callSid: 'CA7' });
    expect((await send(`DELETE /sessions/${id}?callSid=CA7`)).status).toBe(204);
    expect(await read(id)).toMatchObject({ ended: false, members: [{}, { callSid: 'CA7', callState: 'None' }] });
    expect((await send(`DELETE /sessions/${id}?callSid=CA8`)).status).toBe(404);
  });

  it('returns 404 for a session of another account', async () => {
    const { id } = await create();
    expect((await send(`DELETE /sessions/${id}`, undefined, {}, as('user@globex.test'))).status).toBe(404);
    expect(await read(id)).toMatchObject({ ended: false });
  });
});

describe('/sessions/{id}/members/{memberId}', () => {
  it('DELETE removes a member whose identity has reserved characters', async () => {
    const { id } = await create({ channel: 'Chat', memberEmailAddresses: ['a+b@x.test'] });
    const answer = await send(`DELETE /sessions/${id}/members/${encodeURIComponent('a+b@x.test')}`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await read(id)).toMatchObject({ members: [{ identity: `user:${demoIds.user}` }] });
    const other = await send(`DELETE /sessions/${id}/members/${demoIds.user}`, undefined, {}, as('user@globex.test'));
    expect(other.status).toBe(404);
    expect((await send(`DELETE /sessions/${id}/members/nobody`)).status).toBe(404);
  });
});

describe('/sessions/{id}/conference/members', () => {
  it('POST calls a member, PATCH holds and mutes it', async () => {
    const { id } = await create();
    await send(`POST /sessions/${id}/conference`);
    const body = { toAddress: `user:${demoIds.agent}`, callSid: 'CA9' };
    const added = await send(`POST /sessions/${id}/conference/members`, body);
    expect(bodyOf(added)).toMatchObject({
      mostRecentParticipantCallSid: 'CA9',
      members: [{}, { callState: 'Ringing' }],
    });
    const patch = { callState: 'Connected', muted: true };
    const patched = await send(`PATCH /sessions/${id}/conference/members/CA9`, patch);
    expect(bodyOf(patched).members[1]).toMatchObject({ callState: 'Connected', muted: true });
    const unmuted = await send(`PATCH /sessions/${id}/conference/members/CA9`, { muted: false });
    expect(bodyOf(unmuted).members[1]).toMatchObject({ callState: 'Connected', muted: false });
    const globex = as('user@globex.test');
    expect((await send(`POST /sessions/${id}/conference/members`, body, {}, globex)).status).toBe(404);
    expect((await send(`PATCH /sessions/${id}/conference/members/CA9`, patch, {}, globex)).status).toBe(404);
  });
});

describe('POST /sessions/{id}/record', () => {
  it('stops the recording with stop', async () => {
    const { id } = await create();
    await send(`POST /sessions/${id}/record`);
    const answer = await send(`POST /sessions/${id}/record`, { stop: true });
    expect(bodyOf(answer).log.at(-1).message).toBe('Recording stopped by User Acme');
  });
});

describe('POST /sessions/{id}/messages', () => {
  it('returns the message, and the same one for the same idempotency key', async () => {
    const { id } = await create({ channel: 'Chat' });
    const line = `POST /sessions/${id}/messages`;
    const first = await send(line, { body: 'Hello' }, { 'idempotency-key': 'm-1' });
    expect([first.status, bodyOf(first)]).toEqual([
      200,
      expect.objectContaining({ accountId: demoIds.acme, text: 'Hello', sender: 'User Acme' }),
    ]);
    const again = await send(line, { body: 'Hello' }, { 'idempotency-key': 'm-1' });
    expect([bodyOf(again), again.headers.get('idempotent-replayed')]).toEqual([bodyOf(first), 'true']);
    expect((await send(line, { body: 'Hello' }, {}, as('user@globex.test'))).status).toBe(404);
    const empty = await send(line);
    expect([empty.status, empty.statusText]).toEqual([400, 'NotEmpty']);
    expect((await send(line, { body: 'x' }, { 'if-match': '1' })).status).toBe(412);
  });
});

describe('POST /sessions/outgoing', () => {
  it('starts one call for each idempotency key, in the account of the header', async () => {
    const headers = { 'x-account-id': demoIds.globex, 'idempotency-key': 'out-1' };
    const admin = as('admin@acme.test');
    const first = await send('POST /sessions/outgoing', { destination: '+15550105' }, headers, admin);
    expect(first.status).toBe(200);
    expect(bodyOf(first)).toMatchObject({
      accountId: demoIds.globex,
      channel: 'Voice',
      direction: 'Outgoing',
      callState: 'Ringing',
      dialState: 'Active',
      destination: '+15550105',
    });
    const again = await send('POST /sessions/outgoing', { destination: '+15550105' }, headers, admin);
    expect([bodyOf(again), again.headers.get('idempotent-replayed')]).toEqual([bodyOf(first), 'true']);
    expect(
      (await send('POST /sessions/outgoing', { destination: '1' }, { 'x-account-id': demoIds.globex })).status,
    ).toBe(404);
    expect((await send('POST /sessions/outgoing', {})).statusText).toBe('NotEmpty');
  });
});

describe('DELETE /sessions', () => {
  const range = 'startDateTime=2020-01-01T00%3A00%3A00Z&endDateTime=2020-02-01T00%3A00%3A00Z';

  it('deletes the sessions of an account in a range and returns an empty response', async () => {
    const { id } = await create();
    const admin = as('admin@acme.test');
    const nothing = await send(`DELETE /sessions?accountId=${demoIds.acme}&${range}`, undefined, {}, admin);
    expect([nothing.status, nothing.text]).toEqual([204, '']);
    expect(await read(id)).not.toBeNull();
    const wide = range.replace('2020-02', '2120-02');
    expect((await send(`DELETE /sessions?accountId=${demoIds.acme}&${wide}`, undefined, {}, admin)).status).toBe(204);
    expect(await read(id)).toBeNull();
  });

  it('requires an administrator and all three parameters', async () => {
    const line = `DELETE /sessions?accountId=${demoIds.acme}&${range}`;
    expect((await send(line)).status).toBe(403);
    const answer = await send('DELETE /sessions', undefined, {}, as('admin@acme.test'));
    expect(answer.status).toBe(400);
    expect(responseStatus(answer).errors).toMatchObject([
      { fieldName: 'AccountId', errorCode: 'NotEmpty' },
      { fieldName: 'StartDateTime', errorCode: 'NotEmpty' },
      { fieldName: 'EndDateTime', errorCode: 'NotEmpty' },
    ]);
  });
});

describe('a patch', () => {
  it('ignores null, which .NET clients send for unset fields, and clears a field with empty text', async () => {
    const { id } = await create({ displayName: 'Ann', fromName: 'Bob' });
    const answer = await send(`PATCH /sessions/${id}`, {
      displayName: null,
      fromName: '',
      callState: null,
      customerId: null,
    });
    expect(await read(id)).toMatchObject({ displayName: 'Ann', fromName: null, callState: 'Connected' });
    expect(bodyOf(answer)).not.toHaveProperty('fromName');
  });

  it.each([
    ['body', ''],
    ['query string', '?id='],
  ])('changes the session of the path, whatever id the %s has', async (_, query) => {
    const [one, other] = [await create(), await create()];
    await send(`PATCH /sessions/${one.id}${query && query + other.id}`, { id: other.id, displayName: 'x' });
    expect([await read(one.id), await read(other.id)]).toMatchObject([{ displayName: 'x' }, { displayName: null }]);
  });

  it('accepts XML and returns XML', async () => {
    const { id } = await create();
    const body =
      '<PatchSession xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions"><CallState>Hold</CallState></PatchSession>';
    const headers = { ...user, 'content-type': 'application/xml', accept: 'application/xml' };
    const answer = await call(app.url, `PATCH /sessions/${id}`, { headers, body });
    expect(answer.text).toContain('<CallState>Hold</CallState>');
  });

  it('returns 409 with both states for an invalid transition', async () => {
    const { id } = await create({ callState: 'Disconnected' });
    const answer = await send(`PATCH /sessions/${id}`, { callState: 'Connected' });
    expect([answer.status, answer.statusText]).toEqual([409, 'Conflict']);
    expect(responseStatus(answer)).toMatchObject({
      errorCode: 'Conflict',
      message: 'callState cannot change from Disconnected to Connected.',
      errors: [{ fieldName: 'CallState' }],
    });
  });
});

describe('If-Match', () => {
  const values: [string, number][] = [
    ['"1"', 200],
    ['1', 200],
    ['W/"1"', 200],
    ['*', 200],
    ['"2"', 412],
    ['"abc"', 412],
    ['""', 412],
    ['abc', 400],
    ['"1", "2"', 400],
    ['-1', 400],
  ];
  it.each(values)('%s returns %i', async (value, status) => {
    const { id } = await create();
    const answer = await send(`PATCH /sessions/${id}`, { displayName: 'x' }, { 'if-match': value });
    expect(answer.status).toBe(status);
  });

  it('accepts the ETag of a response for one of several concurrent changes only', async () => {
    const made = await send('POST /sessions', { channel: 'Voice' });
    const tag = made.headers.get('etag') ?? '';
    expect(tag).toBe('"1"');
    const { id } = bodyOf(made);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(`PATCH /sessions/${id}`, { displayName: `name ${index}` }, { 'if-match': tag }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array(19).fill(412)]);
  });
});
