import { ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { openSocket } from '../support/live-client.ts';
import { call, json } from '../support/rest-client.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);
const agent = `user:${demoIds.agent}`;

interface Session {
  readonly id: string;
  readonly revision: number;
  readonly members: readonly { readonly identity: string; readonly displayName: string }[];
}

async function graphql<T>(query: string, variables: object = {}, who = 'admin@acme.test'): Promise<T> {
  const { headers, body } = json({ query, variables });
  const { text } = await call(app.url, 'POST /graphql', { headers: { ...headers, ...as(who) }, body });
  const { data, errors } = JSON.parse(text);
  if (errors) throw new Error(text);
  return data;
}

async function post<T>(path: string, value: object): Promise<T> {
  const { headers, body } = json(value);
  const { text } = await call(app.url, `POST ${path}`, { headers: { ...headers, ...as('admin@acme.test') }, body });
  return JSON.parse(text);
}

async function create(input: object): Promise<Session> {
  const { newSession } = await graphql<{ newSession: Session }>(
    'mutation($input:NewSession!){newSession(input:$input){id revision members{identity displayName}}}',
    { input },
  );
  return newSession;
}

async function invite(sessionId: string, memberToAdd: string): Promise<Session> {
  const { inviteChatMember } = await graphql<{ inviteChatMember: Session }>(
    'mutation($input:InviteChatMember!){inviteChatMember(input:$input){id revision members{identity displayName}}}',
    { input: { sessionId, memberToAdd } },
  );
  return inviteChatMember;
}

async function remove(sessionId: string, memberToRemove: string): Promise<Session> {
  const { deleteChatMember } = await graphql<{ deleteChatMember: Session }>(
    'mutation($input:DeleteChatMember!){deleteChatMember(input:$input){id revision members{identity displayName}}}',
    { input: { sessionId, memberToRemove } },
  );
  return deleteChatMember;
}

async function newUser(emailAddress: string): Promise<string> {
  const data = await graphql<{ newUser: { id: string } }>('mutation($input:NewUser!){newUser(input:$input){id}}', {
    input: { emailAddress, password: 'long enough', roles: ['User'] },
  });
  return data.newUser.id;
}

/** Ids of the sessions that a filter matches, through the list, its statistics and the event history. */
async function find(filter: object): Promise<{ sessions: string[]; stats: number; events: string[] }> {
  const data = await graphql<{
    sessions: { nodes: { id: string }[] };
    sessionStats: { count: number }[];
  }>(
    'query($filter:SessionFilter){sessions(filter:$filter,first:50){nodes{id}} sessionStats(filter:$filter,interval:Day){count}}',
    {
      filter,
    },
  );
  const { members } = filter as { members?: string[] };
  const history = members
    ? await graphql<{ sessionEvents: { nodes: { sessionId: string }[] } }>(
        'query($filter:SessionEventFilter){sessionEvents(filter:$filter,first:100){nodes{sessionId}}}',
        { filter: { members } },
      )
    : null;
  return {
    sessions: data.sessions.nodes.map(({ id }) => id),
    stats: data.sessionStats.reduce((sum, { count }) => sum + count, 0),
    events: [...new Set(history?.sessionEvents.nodes.map(({ sessionId }) => sessionId) ?? [])],
  };
}

const identities = ({ members }: Session) => members.map(({ identity }) => identity);

describe('a person', () => {
  it('is found by e-mail address in any case, by identity and by user id', async () => {
    const { id, members } = await create({
      channel: 'Chat',
      memberEmailAddresses: ['agent@acme.test', 'Bob@X.example', 'AGENT@ACME.TEST', 'bob@x.example'],
    });
    expect(members.slice(1)).toEqual([
      { identity: agent, displayName: 'Agent Acme' },
      { identity: 'bob@x.example', displayName: 'Bob@X.example' },
    ]);
    for (const name of ['agent@acme.test', 'Agent@ACME.test', agent, agent.toUpperCase(), demoIds.agent]) {
      await expect.poll(() => find({ members: [name] })).toEqual({ sessions: [id], stats: 1, events: [id] });
    }
    for (const name of ['bob@x.example', 'BOB@X.EXAMPLE', ' Bob@X.example']) {
      await expect.poll(() => find({ members: [name] })).toEqual({ sessions: [id], stats: 1, events: [id] });
      expect((await find({ not: { members: [name] } })).sessions).toEqual([]);
    }
    expect(await find({ members: ['carol@x.example', 'user@acme.test'] })).toEqual({
      sessions: [],
      stats: 0,
      events: [],
    });
    await remove(id, demoIds.agent);
  });

  it('is in a session once, also when invited before becoming a user', async () => {
    const { id } = await create({ channel: 'Chat', memberEmailAddresses: ['Dora@X.example'] });
    const dora = await newUser('dora@x.example');
    for (const name of ['dora@x.example', 'DORA@x.example', `user:${dora}`]) {
      const { revision, members } = await invite(id, name);
      expect([revision, members.slice(1)]).toEqual([
        1,
        [{ identity: 'dora@x.example', displayName: 'Dora@X.example' }],
      ]);
      expect((await find({ members: [name] })).sessions).toEqual([id]);
    }
    await expect.poll(async () => (await find({ members: [dora] })).events).toEqual([id]);
    const own = await graphql<{ mySessions: { nodes: { id: string }[] } }>(
      '{mySessions(first:5){nodes{id}}}',
      {},
      'admin@acme.test',
    );
    expect(own.mySessions.nodes.map((node) => node.id)).toContain(id);
    expect((await remove(id, dora)).members).toHaveLength(1);
    const again = await invite(id, 'dora@x.example');
    expect(identities(again).slice(1)).toEqual([`user:${dora}`]);
    expect((await find({ members: ['dora@x.example'] })).sessions).toEqual([id]);
  });

  it('is found in archived sessions', async () => {
    const { id } = await create({
      channel: 'Chat',
      callState: 'Disconnected',
      fromAddress: 'Eva@X.example',
      toAddress: '+1 555 0188',
      memberEmailAddresses: ['Eva@X.example', 'agent@acme.test'],
    });
    const [stored] = await database()
      .collection('sessions')
      .find({ _id: new ObjectId(id) })
      .toArray();
    await database()
      .collection('archivedSessions')
      .insertOne(stored ?? {});
    await database()
      .collection('sessions')
      .deleteOne({ _id: new ObjectId(id) });
    for (const filter of [
      { members: ['eva@x.example'] },
      { members: [demoIds.agent], ended: true },
      { toAddress: { equals: '+15550188' } },
      { toAddress: { contains: '555 01 88' } },
      { fromAddress: { equals: 'eva@X.EXAMPLE' } },
    ]) {
      expect((await find({ ...filter, archived: true })).sessions).toEqual([id]);
      expect((await find(filter)).sessions).not.toContain(id);
    }
  });

  it('is followed in a subscription', async () => {
    const socket = await openSocket(app.url, { headers: as('admin@acme.test') });
    socket.watch('1', { filter: { members: ['AGENT@acme.test', '+1 (555) 01-99'], kinds: ['SessionCreated'] } });
    await socket.settle();
    const { id } = await create({ channel: 'Chat', memberEmailAddresses: ['agent@acme.test'] });
    await create({ channel: 'Chat', memberEmailAddresses: ['user@acme.test'] });
    const { id: other } = await create({ channel: 'Chat', memberEmailAddresses: [] });
    await invite(other, '+15550199');
    expect((await socket.events('1', 1)).map((event) => event.sessionId)).toEqual([id]);
    socket.close();
    await remove(id, demoIds.agent);
  });

  it('has one e-mail address with a domain in Unicode or Punycode', async () => {
    const { id, members } = await create({
      channel: 'Chat',
      memberEmailAddresses: ['ann@пример.рф', 'ann@xn--e1afmkfd.xn--p1ai', 'sales&more@x.example'],
    });
    expect(members.slice(1).map(({ identity }) => identity)).toEqual(['ann@пример.рф', 'sales&more@x.example']);
    for (const name of ['ann@ПРИМЕР.рф', 'Ann@xn--e1afmkfd.xn--p1ai']) {
      await expect.poll(() => find({ members: [name] })).toEqual({ sessions: [id], stats: 1, events: [id] });
    }
    const user = await newUser('Ann@xn--e1afmkfd.xn--p1ai');
    expect((await create({ channel: 'Chat', memberEmailAddresses: ['ann@пример.рф'] })).members[1]?.identity).toBe(
      `user:${user}`,
    );
    const signedIn = await post<{ userId: string }>('/auth/credentials', {
      userName: 'ann@пример.рф',
      password: 'long enough',
    });
    expect(signedIn.userId).toBe(user);
  });
});

describe('a phone number', () => {
  it('is one member however it is written, and shown as it was given', async () => {
    const { id } = await create({ channel: 'Voice' });
    await post(`/sessions/${id}/conference`, {});
    const add = (destination: string) =>
      graphql<{ addConferenceMember: Session }>(
        'mutation($input:AddConferenceMember!){addConferenceMember(input:$input){id revision members{identity displayName}}}',
        { input: { sessionId: id, destination } },
      );
    const { addConferenceMember } = await add('+1 555 0177');
    expect(addConferenceMember.members.slice(1)).toEqual([{ identity: '+15550177', displayName: '+1 555 0177' }]);
    await expect(add('+15550177')).rejects.toThrow('+1 555 0177 is already in this conference: Ringing.');
    for (const name of ['+15550177', '+1 555 0177', '+1 (555) 01-77']) {
      await expect.poll(() => find({ members: [name] })).toEqual({ sessions: [id], stats: 1, events: [id] });
    }
    expect(identities(await remove(id, '+1.555.0177'))).toHaveLength(1);
  });

  it.each(['toAddress', 'fromAddress', 'destination'])('in %s is found in every form', async (field) => {
    const { id } = await create({ channel: 'Voice', [field]: '+44 (0)20 7946 0958' });
    for (const equals of ['+442079460958', '+44 20 7946 0958', '+44 (0)20 7946 0958']) {
      expect(await find({ [field]: { equals } })).toMatchObject({ sessions: [id], stats: 1 });
    }
    for (const contains of ['+44 20', '(0)20', '7946-09', '79460958', '+44(0)20']) {
      expect((await find({ [field]: { contains } })).sessions).toEqual([id]);
    }
    expect((await find({ [field]: { contains: '79460959' } })).sessions).toEqual([]);
    const shown = await call(app.url, `GET /sessions/${id}?format=json`, { headers: as('admin@acme.test') });
    expect(JSON.parse(shown.text)[field]).toBe('+44 (0)20 7946 0958');
    const change = (value: string) =>
      graphql<{ patchSession: Record<string, string> }>(
        `mutation($input:PatchSession!){patchSession(input:$input){${field}}}`,
        { input: { sessionId: id, [field]: value } },
      );
    expect((await change('+442079460959')).patchSession[field]).toBe('+442079460959');
    expect((await find({ [field]: { equals: '+44 20 7946 0959' } })).sessions).toEqual([id]);
    expect((await change('+44 20 7946 0950')).patchSession[field]).toBe('+44 20 7946 0950');
    expect((await find({ [field]: { equals: '+442079460950' } })).sessions).toEqual([id]);
    await change('');
    expect((await find({ [field]: { contains: '7946' } })).sessions).toEqual([]);
  });

  it.each(['from', 'to'])('is found by %s of REST lists', async (name) => {
    const field = name === 'from' ? 'fromAddress' : 'toAddress';
    const { id } = await create({ channel: 'Voice', [field]: '+49 (0)89 / 123-456' });
    for (const text of ['+4989123456', '+49 89 123456', '89123']) {
      const path = `/sessions?${name}=${encodeURIComponent(text)}`;
      const { text: body } = await call(app.url, `GET ${path}`, {
        headers: { ...as('admin@acme.test'), accept: 'application/json' },
      });
      expect(JSON.parse(body).items.map((one: Session) => one.id)).toEqual([id]);
    }
  });
});

describe('a text', () => {
  it('is found in either normal form', async () => {
    const { id } = await create({ channel: 'Voice', displayName: 'Zoe\u0308  of\tAcme' });
    for (const contains of ['zo\u00eb', 'zoe\u0308 of', 'of   acme']) {
      expect((await find({ displayName: { contains } })).sessions).toEqual([id]);
    }
    for (const equals of ['Zo\u00eb of Acme', 'Zoe\u0308 of Acme']) {
      expect((await find({ displayName: { equals } })).sessions).toEqual([id]);
    }
  });

  it('has as many characters as a person counts', async () => {
    const flags = '\u{1f1e9}\u{1f1ea}'.repeat(256);
    const { id } = await create({ channel: 'Voice', displayName: flags });
    expect((await find({ displayName: { equals: flags } })).sessions).toEqual([id]);
    await expect(create({ channel: 'Voice', displayName: `${flags}!` })).rejects.toThrow(
      'displayName must be at most 256 characters long.',
    );
  });
});
