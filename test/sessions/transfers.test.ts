import { beforeEach, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  CreateSessionDocument,
  type CreateSessionMutationVariables,
  PatchOneConferenceMemberDocument,
  PatchOneSessionDocument,
  ReadSessionDocument,
  RedirectOneSessionDocument,
  StartOneConferenceDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { eventsOf } from '../support/session-events.ts';
import { useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });
beforeEach(() => clock.advance(1_000));

const [user, agent, admin] = [demoIds.user, demoIds.agent, demoIds.admin].map((id) => `user:${id}`);
const endpointOfAgent = 'e00000000000000000000003';
const endpointOfAdmin = 'e00000000000000000000001';
type Who = 'user' | 'agent' | 'admin';
type Input = CreateSessionMutationVariables['input'];

const ringingCall = async (input: Partial<Input> = {}, who: Who = 'agent') => {
  const given = { channel: 'Voice', direction: 'Incoming', callState: 'Ringing', ...input } as const;
  return (await dataOf(app.url, CreateSessionDocument, { input: given }, as(`${who}@acme.test`))).newSession.id;
};
const patch = async (who: Who, sessionId: string, callState: 'Connected' | 'Hold' | 'Passive' | 'Disconnected') =>
  (await dataOf(app.url, PatchOneSessionDocument, { input: { sessionId, callState } }, as(`${who}@acme.test`)))
    .patchSession;
const answer = (who: Who, id: string) => patch(who, id, 'Connected');
const redirect = async (who: Who, sessionId: string, destination: string) =>
  (await dataOf(app.url, RedirectOneSessionDocument, { input: { sessionId, destination } }, as(`${who}@acme.test`)))
    .redirectSession;

type Member = { identity: string | null; role: string; callState: string };
const people = ({ members }: { members: readonly Member[] }) =>
  members.map(({ identity, role, callState }) => [identity, role, callState]);

describe('a transfer', () => {
  const names: [string, string][] = [
    ['an e-mail address', 'Admin@ACME.test'],
    ['a user', `user:${demoIds.admin}`],
    ['an endpoint', endpointOfAdmin],
  ];
  it.each(names)('leads from who answered to the target, given as %s', async (_, destination) => {
    const id = await ringingCall();
    expect(await answer('agent', id)).toMatchObject({ answeredByName: 'Agent Acme', answeredById: endpointOfAgent });
    const ringing = await redirect('agent', id, destination);
    expect(ringing).toMatchObject({ callState: 'Ringing', dialState: 'Active', destination });
    expect(people(ringing)).toEqual([
      [agent, 'Agent', 'None'],
      [admin, 'Transfer', 'Ringing'],
    ]);
    const again = await redirect('agent', id, destination);
    expect(again.revision).toBe(ringing.revision);
    const answered = await answer('admin', id);
    expect(answered).toMatchObject({
      callState: 'Connected',
      dialState: 'None',
      answeredByName: 'Admin Acme',
      answeredById: endpointOfAdmin,
    });
    expect(people(answered)).toEqual([
      [agent, 'Agent', 'None'],
      [admin, 'Transfer', 'Connected'],
    ]);
    expect(people(await patch('admin', id, 'Hold'))).toEqual([
      [agent, 'Agent', 'None'],
      [admin, 'Transfer', 'Hold'],
    ]);
    expect(people(await answer('admin', id))).toEqual([
      [agent, 'Agent', 'None'],
      [admin, 'Transfer', 'Connected'],
    ]);
  });

  it('works over REST, and publishes the change of each member', async () => {
    const rest = async (who: Who, line: string, input: object) => {
      const { headers, body } = json(input);
      const sent = { headers: { ...headers, accept: 'application/json', ...as(`${who}@acme.test`) }, body };
      return (await call(app.url, line, sent)).status;
    };
    const id = await ringingCall();
    expect(await rest('agent', `PATCH /sessions/${id}`, { callState: 'Connected' })).toBe(200);
    expect(await rest('agent', `POST /sessions/${id}/redirect`, { destination: 'admin@acme.test' })).toBe(204);
    expect(await rest('admin', `PATCH /sessions/${id}`, { callState: 'Connected' })).toBe(200);
    const { session } = await dataOf(app.url, ReadSessionDocument, { id });
    expect(session).toMatchObject({ answeredByName: 'Admin Acme', answeredById: endpointOfAdmin });
    const events = await eventsOf(app.url, id, 7);
    expect(
      events.flatMap((event) => (event.__typename === 'SessionMemberChanged' ? [event.members] : [])),
    ).toMatchObject([
      [{ identity: agent, change: 'Changed' }],
      [
        { identity: agent, change: 'Changed' },
        { identity: admin, change: 'Joined' },
      ],
      [{ identity: admin, change: 'Changed' }],
    ]);
  });

  it('leads back to who transferred first', async () => {
    const id = await ringingCall();
    await answer('agent', id);
    await redirect('agent', id, 'admin@acme.test');
    await answer('admin', id);
    expect(people(await redirect('admin', id, 'agent@acme.test'))).toEqual([
      [agent, 'Transfer', 'Ringing'],
      [admin, 'Transfer', 'None'],
    ]);
    expect(await answer('agent', id)).toMatchObject({ answeredByName: 'Agent Acme', answeredById: endpointOfAgent });
  });

  it('keeps the caller of an outgoing call on it', async () => {
    const id = await ringingCall({ direction: 'Outgoing' }, 'user');
    expect(await answer('user', id)).toMatchObject({ answeredByName: null });
    expect(people(await redirect('user', id, 'agent@acme.test'))).toEqual([
      [user, 'Caller', 'Ringing'],
      [agent, 'Transfer', 'Ringing'],
    ]);
    const answered = await answer('agent', id);
    expect(answered).toMatchObject({ answeredByName: 'Agent Acme', answeredById: endpointOfAgent });
    expect(people(answered)).toEqual([
      [user, 'Caller', 'Connected'],
      [agent, 'Transfer', 'Connected'],
    ]);
  });

  it('to a phone number is answered by it, when a member reports so', async () => {
    const id = await ringingCall();
    await answer('agent', id);
    await redirect('agent', id, '+1 555 0102');
    const answered = await answer('agent', id);
    expect(answered).toMatchObject({ answeredByName: '+1 555 0102', answeredById: null });
    expect(people(answered)).toEqual([
      [agent, 'Agent', 'None'],
      ['+15550102', 'Transfer', 'Connected'],
    ]);
  });

  it('is answered by somebody else, who joins', async () => {
    const id = await ringingCall();
    await answer('agent', id);
    await redirect('agent', id, '200');
    const answered = await answer('admin', id);
    expect(answered).toMatchObject({ answeredByName: 'Admin Acme', answeredById: endpointOfAdmin });
    expect(people(answered)).toEqual([
      [agent, 'Agent', 'None'],
      ['200', 'Transfer', 'None'],
      [admin, 'Agent', 'Connected'],
    ]);
  });

  it('to a team rings all of it, until one answers', async () => {
    const id = await ringingCall({}, 'admin');
    expect(people(await redirect('admin', id, `team:${demoIds.supportTeam}`))).toEqual([
      [admin, 'Agent', 'None'],
      [user, 'Transfer', 'Ringing'],
      [agent, 'Transfer', 'Ringing'],
    ]);
    expect(people(await answer('agent', id))).toEqual([
      [admin, 'Agent', 'None'],
      [user, 'Transfer', 'None'],
      [agent, 'Transfer', 'Connected'],
    ]);
  });

  it('to an unknown user or team is refused', async () => {
    const id = await ringingCall();
    for (const destination of [`user:${demoIds.globexUser}`, 'team:x']) {
      const { errors } = await send(app.url, RedirectOneSessionDocument, { input: { sessionId: id, destination } });
      expect(errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        errors: [{ fieldName: 'destination', errorCode: 'NotFound' }],
      });
    }
  });

  it('in a conference gives the target a call, and is answered with it', async () => {
    const id = await ringingCall();
    await answer('agent', id);
    await dataOf(app.url, StartOneConferenceDocument, { input: { sessionId: id } });
    const ringing = await redirect('agent', id, 'admin@acme.test');
    const callSid = ringing.members[1]?.callSid ?? '';
    expect(callSid).toMatch(/^CA[0-9a-f]{32}$/);
    const input = { sessionId: id, callSid, callState: 'Connected' } as const;
    const { patchConferenceMember } = await dataOf(app.url, PatchOneConferenceMemberDocument, { input });
    expect(patchConferenceMember).toMatchObject({
      callState: 'Connected',
      answeredByName: 'Admin Acme',
      answeredById: endpointOfAdmin,
    });
  });

  it('of a chat adds the target and takes nobody away', async () => {
    const id = await ringingCall({ channel: 'Chat' });
    await answer('agent', id);
    await redirect('agent', id, 'admin@acme.test');
    const answered = await answer('admin', id);
    expect(answered).toMatchObject({ answeredByName: 'Admin Acme' });
    expect(people(answered)).toEqual([
      [agent, 'None', 'None'],
      [admin, 'Transfer', 'None'],
    ]);
  });
});

it('makes a member of who answers an incoming call', async () => {
  const id = await ringingCall({}, 'user');
  const answered = await answer('admin', id);
  expect(answered).toMatchObject({ answeredByName: 'Admin Acme', answeredById: endpointOfAdmin });
  expect(people(answered)).toEqual([
    [user, 'Agent', 'Connected'],
    [admin, 'Agent', 'Connected'],
  ]);
});
