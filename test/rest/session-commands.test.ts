import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  CreateSessionDocument,
  FindSessionsDocument,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
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
/** Creates a call, and calls a second member into it. */
const createConference = async () => {
  const { id } = await create();
  const { text } = await send(`POST /sessions/${id}/conference/members`, { destination: '+15550102' });
  return { id, callSid: JSON.parse(text).members[1].callSid as string };
};
const bodyOf = ({ text }: { text: string }) => JSON.parse(text);

/** Route, input of the created session, request body, fields of the session after the request, and the status. */
const routes: [string, object, unknown, Record<string, unknown>, number][] = [
  [
    'PATCH /sessions/{id}',
    {},
    { callState: 'Hold', holdReason: 'Transferring', queueState: 'Queued', consoleData: 'x' },
    { callState: 'Hold', holdReason: 'Transferring', queueState: 'Queued', consoleData: 'x' },
    200,
  ],
  [
    'POST /sessions/{id}/hold',
    {},
    undefined,
    { callState: 'Hold', heldByUserId: demoIds.user, holdReason: 'None' },
    200,
  ],
  ['POST /sessions/{id}/hold', {}, { reason: 'Transferring' }, { callState: 'Hold', holdReason: 'Transferring' }, 200],
  ['POST /sessions/{id}/resume', { callState: 'Hold' }, undefined, { callState: 'Connected' }, 200],
  [
    'POST /sessions/{id}/redirect',
    {},
    { destination: '1', callerId: '+15550101' },
    { callState: 'Ringing', destination: '1', fromPhoneNumber: '+15550101' },
    204,
  ],
  ['POST /sessions/{id}/reject', { callState: 'Ringing' }, undefined, { ended: true, outcome: 'Rejected' }, 200],
  ['POST /sessions/{id}/record', {}, undefined, { callState: 'Connected' }, 200],
  [
    'POST /sessions/{id}/log',
    {},
    { message: 'Noted' },
    { log: [expect.anything(), { date: expect.any(String), message: 'Noted' }] },
    200,
  ],
  [
    'POST /sessions/{id}/members',
    { channel: 'Chat' },
    { memberToAdd: 'agent@acme.test', callerId: '+15550100' },
    { members: [expect.anything(), expect.objectContaining({ identity: `user:${demoIds.agent}` })] },
    200,
  ],
  ['POST /sessions/{id}/conference', {}, undefined, { conferenceSid: expect.stringMatching(/^CF/) }, 200],
  [
    'POST /sessions/{id}/conference/members',
    {},
    { callSid: 'CA1', destination: '+15550102', fromNumber: '+15550100' },
    { conferenceSid: expect.stringMatching(/^CF/), members: [expect.anything(), expect.anything()] },
    200,
  ],
];

describe.each(routes)('%s', (line, made, body, expected, status) => {
  it(`of ${JSON.stringify(made)} with ${JSON.stringify(body)} returns ${status === 204 ? 'no body' : 'the session'}`, async () => {
    const { id } = await create(made);
    const answer = await send(line.replace('{id}', id), body);
    expect([answer.status, answer.text]).toEqual([status, status === 204 ? '' : expect.any(String)]);
    if (status === 200) expect(bodyOf(answer)).toMatchObject({ id, accountName: 'Acme', ...expected });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(await read(id)).toMatchObject({ revision: 2, lastModifiedBy: demoIds.user, ...expected });
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
    expect((await send(line.replace('{id}', id), body, { 'if-match': '"1"' })).status).toBe(status);
  });

  it('needs the role that the vendor asks for', async () => {
    const { id } = await create(made);
    const needsSignIn = line.startsWith('PATCH') || line.endsWith('/conference/members');
    const viewer = await send(line.replace('{id}', id), body, {}, as('viewer@acme.test'));
    expect([viewer.status, viewer.statusText]).toEqual(needsSignIn ? [200, 'OK'] : [403, 'Invalid Role']);
    expect((await send(line.replace('{id}', id), body, {}, {})).status).toBe(401);
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
    const { id, callSid } = await createConference();
    expect((await send(`DELETE /sessions/${id}?callSid=${callSid}`)).status).toBe(204);
    expect(await read(id)).toMatchObject({ ended: false, members: [{}, { callSid, callState: 'None' }] });
    expect((await send(`DELETE /sessions/${id}?callSid=CA8`)).status).toBe(404);
  });

  it('returns 404 for a session of another account', async () => {
    const { id } = await create();
    expect((await send(`DELETE /sessions/${id}`, undefined, {}, as('user@globex.test'))).status).toBe(404);
    expect(await read(id)).toMatchObject({ ended: false });
  });
});

describe('/sessions/{id}/members/{memberId}', () => {
  const identitiesOf = (answer: { text: string }) =>
    bodyOf(answer).members.map(({ identity }: { identity: string }) => identity);
  const chat = () => create({ channel: 'Chat', memberEmailAddresses: ['agent@acme.test', 'a+b@x.test'] });

  /** Path and query string of the request, and the identities of the members who stay. */
  const requests: [string, string[]][] = [
    ['agent@acme.test', [`user:${demoIds.user}`, 'a+b@x.test']],
    [encodeURIComponent('Agent@Acme.test'), [`user:${demoIds.user}`, 'a+b@x.test']],
    [encodeURIComponent('a+b@x.test'), [`user:${demoIds.user}`, `user:${demoIds.agent}`]],
    [`user:${demoIds.agent}`, [`user:${demoIds.user}`, 'a+b@x.test']],
    [demoIds.agent, [`user:${demoIds.user}`, 'a+b@x.test']],
    [`any?memberToRemove=${encodeURIComponent('a+b@x.test')}`, [`user:${demoIds.user}`, `user:${demoIds.agent}`]],
  ];
  it.each(requests)('DELETE …/%s returns the session without the member', async (rest, identities) => {
    const { id } = await chat();
    const answer = await send(`DELETE /sessions/${id}/members/${rest}`);
    expect([answer.status, bodyOf(answer).id, answer.headers.get('etag')]).toEqual([200, id, '"2"']);
    expect(identitiesOf(answer)).toEqual(identities);
  });

  it('DELETE removes a mobile number, however it is written', async () => {
    const { id } = await create({ channel: 'Chat' });
    await send(`POST /sessions/${id}/members`, { memberToAdd: '+1 555 0123' });
    expect(identitiesOf(await send(`DELETE /sessions/${id}/members/+15550123`))).toEqual([`user:${demoIds.user}`]);
  });

  it('DELETE returns 404 for a member who is not in the session, and for a session of another account', async () => {
    const { id } = await chat();
    const line = `DELETE /sessions/${id}/members/${demoIds.user}`;
    expect((await send(line, undefined, {}, as('user@globex.test'))).status).toBe(404);
    const nobody = await send(`DELETE /sessions/${id}/members/nobody@acme.test`);
    expect([nobody.status, responseStatus(nobody).errors]).toMatchObject([404, [{ fieldName: 'MemberToRemove' }]]);
  });

  it('DELETE on the pre-defined route takes memberToRemove', async () => {
    const { id } = await chat();
    const line = `DELETE /json/reply/DeleteChatMember?sessionId=${id}&memberToRemove=agent%40acme.test`;
    expect(identitiesOf(await send(line))).toEqual([`user:${demoIds.user}`, 'a+b@x.test']);
    const incomplete = await send(`DELETE /json/reply/DeleteChatMember?sessionId=${id}`);
    expect([incomplete.status, responseStatus(incomplete).errors]).toMatchObject([
      400,
      [{ fieldName: 'MemberToRemove', errorCode: 'NotEmpty' }],
    ]);
  });
});

describe('POST /sessions/{id}/hold', () => {
  it('holds only the call of callSid', async () => {
    const { id, callSid } = await createConference();
    await send(`PATCH /sessions/${id}/conference/members/${callSid}`, { callState: 'Connected' });
    const answer = await send(`POST /sessions/${id}/hold`, { callSid, reason: 'Transferring' });
    expect(bodyOf(answer)).toMatchObject({
      callState: 'Connected',
      holdReason: 'None',
      members: [{ callState: 'Connected' }, { callSid, callState: 'Hold' }],
    });
    expect((await send(`POST /sessions/${id}/hold`, { callSid: 'CA8' })).status).toBe(404);
  });
});

describe('/sessions/{id}/conference/members', () => {
  it('POST calls a member, PATCH holds and mutes it', async () => {
    const { id } = await create();
    const body = { destination: `user:${demoIds.agent}` };
    const added = bodyOf(await send(`POST /sessions/${id}/conference/members`, body));
    const { callSid } = added.members[1];
    expect(added).toMatchObject({
      conferenceSid: expect.stringMatching(/^CF/),
      mostRecentParticipantCallSid: callSid,
      members: [{}, { callState: 'Ringing' }],
    });
    const line = `PATCH /sessions/${id}/conference/members/${callSid}`;
    const patch = { callState: 'Connected', muted: true };
    expect(bodyOf(await send(line, patch)).members[1]).toMatchObject({ callState: 'Connected', muted: true });
    const unmuted = await send(line, { muted: false });
    expect(bodyOf(unmuted).members[1]).toMatchObject({ callState: 'Connected', muted: false });
    expect((await send(line, patch, {}, as('user@globex.test'))).status).toBe(404);
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
  const admin = as('admin@acme.test');
  const body = { flowId: 'f1', numberToDial: '+15550105', callerId: '+15550100' };
  const outgoing = async (destination: string) => {
    const variables = { filter: { destination: { equals: destination } } };
    const { sessions } = await dataOf(app.url, FindSessionsDocument, variables, admin);
    return Promise.all(
      sessions.nodes.map(async ({ id }) => (await dataOf(app.url, ReadSessionDocument, { id }, admin)).session),
    );
  };

  it('starts one call for each idempotency key, and returns nothing', async () => {
    const headers = { 'idempotency-key': 'out-1' };
    const first = await send('POST /sessions/outgoing', body, headers, admin);
    expect([first.status, first.text]).toEqual([204, '']);
    const again = await send('POST /sessions/outgoing', body, headers, admin);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([204, 'true']);
    expect(await outgoing('+15550105')).toMatchObject([
      {
        accountId: demoIds.acme,
        channel: 'Voice',
        direction: 'Outgoing',
        callState: 'Ringing',
        dialState: 'Active',
        fromPhoneNumber: '+15550100',
      },
    ]);
  });

  it('calls in the account of the header, where the caller id must be a phone number', async () => {
    const headers = { 'x-account-id': demoIds.globex };
    const foreign = await send('POST /sessions/outgoing', body, headers, admin);
    expect([foreign.status, responseStatus(foreign).errors]).toMatchObject([400, [{ fieldName: 'CallerId' }]]);
    const { callerId: _, ...anonymous } = body;
    const call = await send('POST /sessions/outgoing', { ...anonymous, numberToDial: '+15550106' }, headers, admin);
    expect(call.status).toBe(204);
    expect(await outgoing('+15550106')).toMatchObject([{ accountId: demoIds.globex, fromPhoneNumber: null }]);
  });

  it('requires the role Manager or SystemAdministrator and a number', async () => {
    expect((await send('POST /sessions/outgoing', body)).status).toBe(403);
    const empty = await send('POST /sessions/outgoing', {}, {}, admin);
    expect([empty.status, responseStatus(empty).errors]).toMatchObject([
      400,
      [{ fieldName: 'NumberToDial', errorCode: 'NotEmpty' }],
    ]);
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
  it('ignores null, which .NET clients send for unset fields, and clears consoleData with empty text', async () => {
    const { id } = await create({ callState: 'Hold' });
    await send(`PATCH /sessions/${id}`, { consoleData: 'x', holdReason: 'Transferring' });
    const nothing = { consoleData: null, callState: null, holdReason: null, queueState: null };
    expect(bodyOf(await send(`PATCH /sessions/${id}`, nothing))).toMatchObject({
      consoleData: 'x',
      callState: 'Hold',
      holdReason: 'Transferring',
    });
    const cleared = await send(`PATCH /sessions/${id}`, { consoleData: '' });
    expect(bodyOf(cleared)).not.toHaveProperty('consoleData');
  });

  it('ignores members that only GraphQL has', async () => {
    const { id } = await create({ displayName: 'Ann' });
    const answer = await send(`PATCH /sessions/${id}`, { displayName: 'Bob', outcome: 'Sold', callSid: 'CA1' });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"']);
    expect(await read(id)).toMatchObject({ displayName: 'Ann', outcome: null, callSid: null });
  });

  it.each([
    ['body', ''],
    ['query string', '?sessionId='],
  ])('changes the session of the path, whatever id the %s has', async (_, query) => {
    const [one, other] = [await create(), await create()];
    const line = `PATCH /sessions/${one.id}${query && query + other.id}`;
    await send(line, { sessionId: other.id, consoleData: 'x' });
    expect([await read(one.id), await read(other.id)]).toMatchObject([{ consoleData: 'x' }, { consoleData: null }]);
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
    const answer = await send(`PATCH /sessions/${id}`, { consoleData: 'x' }, { 'if-match': value });
    expect(answer.status).toBe(status);
  });

  it('accepts the ETag of a response for one of several concurrent changes only', async () => {
    const made = await send('POST /sessions', { channel: 'Voice' });
    const tag = made.headers.get('etag') ?? '';
    expect(tag).toBe('"1"');
    const { id } = bodyOf(made);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(`PATCH /sessions/${id}`, { consoleData: `data ${index}` }, { 'if-match': tag }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array(19).fill(412)]);
  });
});
