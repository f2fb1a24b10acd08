import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { CreateSessionDocument, ReadSessionDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const namespace = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';
const xml = { 'content-type': 'application/xml', accept: 'application/xml' };

const create = async (input: object) => {
  const variables = { input: { channel: 'Voice', ...input } } as const;
  return (await dataOf(app.url, CreateSessionDocument, variables)).newSession.id;
};
const post = (line: string, root: string, members: string, who = 'user@acme.test') =>
  call(app.url, line, {
    headers: { ...xml, ...as(who) },
    body: `<${root} xmlns="${namespace}">${members}</${root}>`,
  });

/** Route, root and members of the body, input of the created session, and the fields of the session after it. */
const requests: [line: string, root: string, members: string, made: object, expected: object, response: string][] = [
  [
    'PATCH /sessions/ID',
    'PatchSession',
    '<CallState>Hold</CallState><ConsoleData>x</ConsoleData><HoldReason>Transferring</HoldReason>',
    {},
    { callState: 'Hold', holdReason: 'Transferring', consoleData: 'x' },
    '<HoldReason>Transferring</HoldReason>',
  ],
  [
    'POST /sessions/ID/hold',
    'HoldSession',
    '<Reason>Transferring</Reason>',
    {},
    { callState: 'Hold', holdReason: 'Transferring' },
    '<HoldReason>Transferring</HoldReason>',
  ],
  [
    'POST /sessions/ID/redirect',
    'RedirectSession',
    '<CallerId>+15550101</CallerId><Destination>+15550110</Destination>',
    {},
    { callState: 'Ringing', destination: '+15550110', fromPhoneNumber: '+15550101' },
    '',
  ],
  [
    'POST /sessions/ID/members',
    'InviteChatMember',
    '<CallerId>+15550100</CallerId><MemberToAdd>agent@acme.test</MemberToAdd>',
    { channel: 'Chat' },
    { members: [{}, { identity: `user:${demoIds.agent}` }] },
    `<Identity>user:${demoIds.agent}</Identity>`,
  ],
  [
    'POST /sessions/ID/conference/members',
    'AddConferenceMember',
    '<CallSid>CA1</CallSid><Destination>+15550110</Destination><FromNumber>+15550100</FromNumber>',
    {},
    { members: [{ callSid: 'CA1' }, { identity: '+15550110', callState: 'Ringing' }] },
    '<Identity>+15550110</Identity>',
  ],
];

describe.each(requests)('%s in XML', (line, root, members, made, expected, response) => {
  it('changes the session', async () => {
    const id = await create(made);
    const answer = await post(line.replace('ID', id), root, members);
    expect([answer.status, answer.text]).toEqual(
      response === '' ? [204, ''] : [200, expect.stringContaining(response)],
    );
    const { session } = await dataOf(app.url, ReadSessionDocument, { id });
    expect(session).toMatchObject({ revision: 2, ...expected });
  });

  it('changes the session on the pre-defined route, with SessionId in the body', async () => {
    const id = await create(made);
    const [verb] = line.split(' ');
    // DataContractSerializer expects members in alphabetical order
    const all = [...(members.match(/<(\w+)>[^<]*<\/\1>/g) ?? []), `<SessionId>${id}</SessionId>`].sort().join('');
    const answer = await post(`${verb} /xml/reply/${root}`, root, all);
    expect(answer.status).toBe(response === '' ? 204 : 200);
    const { session } = await dataOf(app.url, ReadSessionDocument, { id });
    expect(session).toMatchObject({ revision: 2, ...expected });
  });
});

it('POST /sessions/outgoing in XML returns nothing', async () => {
  const members = '<CallerId>+15550100</CallerId><FlowId>f1</FlowId><NumberToDial>+15550111</NumberToDial>';
  const answer = await post('POST /sessions/outgoing', 'NewOutgoingSession', members, 'admin@acme.test');
  expect([answer.status, answer.text]).toEqual([204, '']);
});

it('DELETE /sessions/{sessionId}/members/{memberId} returns the session in XML', async () => {
  const id = await create({ channel: 'Chat', memberEmailAddresses: ['agent@acme.test'] });
  const headers = { accept: 'application/xml', ...as('user@acme.test') };
  const answer = await call(app.url, `DELETE /sessions/${id}/members/agent@acme.test`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.text).toMatch(/^<\?xml[^>]*><SessionInfo /);
  expect(answer.text).not.toContain(demoIds.agent);
});
