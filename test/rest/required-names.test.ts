import { expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, responseStatus } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const headers = { ...as('admin@acme.test'), accept: 'application/json', 'content-type': 'application/json' };

it.each([
  ['GET', 'GetSession', 'SessionId'],
  ['GET', 'GetCustomer', 'CustomerId'],
  ['PATCH', 'PatchCustomer', 'CustomerId'],
  ['PATCH', 'PatchUser', 'UserId'],
  ['PATCH', 'PatchEndpoint', 'EndpointId'],
  ['DELETE', 'DeleteCustomer', 'CustomerId'],
  ['PATCH', 'PatchSession', 'SessionId'],
  ['DELETE', 'EndSession', 'SessionId'],
  ['POST', 'HoldSession', 'SessionId'],
  ['POST', 'ResumeSession', 'SessionId'],
  ['POST', 'RedirectSession', 'SessionId'],
  ['POST', 'RejectSession', 'SessionId'],
  ['POST', 'RecordSession', 'SessionId'],
  ['POST', 'AddSessionLog', 'SessionId'],
  ['POST', 'InviteChatMember', 'SessionId'],
  ['POST', 'StartConference', 'SessionId'],
  ['POST', 'AddConferenceMember', 'SessionId'],
  ['DELETE', 'DeleteChatMember', 'SessionId', 'MemberToRemove'],
  ['PATCH', 'PatchConferenceMember', 'SessionId', 'CallSid'],
])('%s %s at its pre-defined route returns NotEmpty for a missing %s', async (method, name, ...fields) => {
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' };
  const answer = await call(app.url, `${method} /json/reply/${name}`, { headers, ...body });
  expect([answer.status, responseStatus(answer).errors]).toMatchObject([
    400,
    fields.map((fieldName) => ({ fieldName, errorCode: 'NotEmpty' })),
  ]);
});

const member = { destination: '+15550102' };

/** The members of each session command on its pre-defined route, besides `sessionId`. */
const commands: [method: string, name: string, members: object, status: number][] = [
  ['PATCH', 'PatchSession', { consoleData: 'x' }, 200],
  ['POST', 'HoldSession', { reason: 'Transferring' }, 200],
  ['POST', 'ResumeSession', {}, 200],
  ['POST', 'RecordSession', {}, 200],
  ['POST', 'AddSessionLog', { message: 'x' }, 200],
  ['POST', 'InviteChatMember', { memberToAdd: 'agent@acme.test' }, 200],
  ['DELETE', 'DeleteChatMember', { memberToRemove: 'agent@acme.test' }, 200],
  ['POST', 'StartConference', {}, 200],
  ['POST', 'AddConferenceMember', member, 200],
  ['PATCH', 'PatchConferenceMember', { callSid: 'LATEST', muted: true }, 200],
  ['POST', 'RedirectSession', { destination: '1', callerId: '+15550100' }, 204],
  ['POST', 'RejectSession', {}, 200],
  ['DELETE', 'EndSession', {}, 204],
];

it('runs every session command on its pre-defined route', async () => {
  const reply = (method: string, name: string, members: Record<string, unknown>) => {
    const query = method === 'DELETE' ? `?${new URLSearchParams(members as Record<string, string>)}` : '';
    const body = method === 'DELETE' ? {} : { body: JSON.stringify(members) };
    return call(app.url, `${method} /json/reply/${name}${query}`, { headers, ...body });
  };
  const { id: sessionId } = JSON.parse((await reply('POST', 'NewSession', {})).text);
  let callSid = '';
  const statuses: [string, number][] = [];
  for (const [method, name, members] of commands) {
    const latest = 'callSid' in members ? { callSid } : {};
    const { status, text } = await reply(method, name, { sessionId, ...members, ...latest });
    if (name === 'AddConferenceMember') callSid = JSON.parse(text).mostRecentParticipantCallSid;
    statuses.push([name, status]);
  }
  expect(statuses).toEqual(commands.map(([, name, , status]) => [name, status]));
});
