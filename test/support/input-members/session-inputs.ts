import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { type InputEffects, idOf, request } from './input-effects.ts';

export const parentSession = '5e5510000000000000000001';
const acme = 'acc000000000000000000001';
const globex = 'acc000000000000000000002';
const agent = 'user:05e000000000000000000003';
const northShop = 'c05000000000000000000003';

const memberWith = (fields: object) => ({ members: expect.arrayContaining([expect.objectContaining(fields)]) });
const attributed = (pair: object) => ({ attributes: [expect.objectContaining(pair)] });
const logged = (message: string) => ({ log: expect.arrayContaining([expect.objectContaining({ message })]) });

const newSession = (url: string, input = ''): Promise<string> =>
  idOf(url, `newSession(input: { channel: Voice ${input} })`);

/** Members that NewSession and PatchSession have in common. */
const textsOfBoth: InputEffects['members'] = {
  destination: { send: '+15550144', becomes: { destination: '+15550144' } },
  displayName: { send: 'Desk', becomes: { displayName: 'Desk' } },
  fromName: { send: 'Ann', becomes: { fromName: 'Ann' } },
  customerId: { send: northShop, becomes: { customerId: northShop, customerName: 'North Shop' } },
};

/** Reads the newest session, because NewOutgoingSession returns nothing over REST. */
const newest = async (url: string): Promise<{ readonly id: string }> => {
  const { sessions } = await request(url, '{ sessions(first: 1) { nodes { id destination fromPhoneNumber } } }');
  const [session] = (sessions as { nodes: { id: string }[] }).nodes;
  return session ?? expect.fail();
};

/** Adds a phone number to the account, unless it has it. */
const makeNumber = async (url: string, phoneNumber: string): Promise<void> => {
  const { endpoints } = await request(
    url,
    `{ endpoints(filter: { phoneNumberFilter: "${phoneNumber}" }) { nodes { id } } }`,
  );
  if ((endpoints as { nodes: object[] }).nodes.length > 0) return;
  await idOf(url, `buyPhoneNumber(input: { number: "${phoneNumber}" })`);
};

/** Waits for the event of the newest session. */
const createdEvent = async (url: string): Promise<unknown> => {
  const { id } = await newest(url);
  const query = `{ sessionEvents(filter: { sessionIds: ["${id}"] }) { nodes { ... on SessionCreated { flowId } } } }`;
  return vi.waitFor(async () => {
    const { sessionEvents } = await request(url, query);
    return (sessionEvents as { nodes: object[] }).nodes[0] ?? expect.fail();
  });
};

/** Reads the application data of the members, which is a dictionary over REST. */
const applicationData = async (url: string, answer: unknown): Promise<unknown> => {
  const { id } = answer as { id: string };
  const query = `{ session(id: "${id}") { members { applicationData { key value } } } }`;
  return (await request(url, query)).session;
};

/** The inputs that create, change and annotate sessions. */
export const sessionInputs: Readonly<Record<string, InputEffects>> = {
  NewSession: {
    query: 'session',
    base: async () => ({ channel: 'Voice' }),
    members: {
      ...textsOfBoth,
      fromPhoneNumber: { send: '+15550199', becomes: { fromPhoneNumber: '+15550199' } },
      parentSessionId: { send: parentSession, becomes: { parentSessionId: parentSession } },
      channel: { send: 'Fax', becomes: { channel: 'Fax' } },
      direction: { send: 'Incoming', becomes: { direction: 'Incoming' } },
      callState: { send: 'Ringing', becomes: { callState: 'Ringing' } },
      fromAddress: { send: 'ann@example.com', becomes: { fromAddress: 'ann@example.com' } },
      toAddress: { send: '+15550100', becomes: { toAddress: '+15550100' } },
      withAddress: { send: agent, with: { channel: 'Chat' }, becomes: memberWith({ identity: agent }) },
      memberEmailAddresses: { send: ['ann@example.com'], becomes: memberWith({ identity: 'ann@example.com' }) },
      externalId: {
        // unique in the account, so every request sends another one
        get send() {
          return `CRM-${randomUUID()}`;
        },
        becomes: { externalId: expect.stringMatching(/^CRM-/) },
      },
      attributes: { send: [{ key: 'case', value: '7' }], becomes: attributed({ key: 'case', value: '7' }) },
      startSession: { send: true, becomes: logged('Flow started') },
    },
  },
  NewOutgoingSession: {
    base: async () => ({ numberToDial: '+15550155' }),
    members: {
      flowId: { send: 'flow-7', becomes: { flowId: 'flow-7' }, seenIn: createdEvent },
      numberToDial: { send: '+15550144', becomes: { destination: '+15550144' }, seenIn: newest },
      callerId: {
        send: '+15550199',
        base: async (url) => {
          await makeNumber(url, '+15550198');
          await makeNumber(url, '+15550199');
          return { numberToDial: '+15550155' };
        },
        becomes: { fromPhoneNumber: '+15550199' },
        seenIn: newest,
      },
    },
  },
  PatchSession: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url, 'callState: Hold') }),
    members: {
      ...textsOfBoth,
      sessionId: { names: 'id' },
      callState: { send: 'Connected', becomes: { callState: 'Connected' } },
      dialState: { send: 'Active', becomes: { dialState: 'Active' } },
      queueState: { send: 'Queued', becomes: { queueState: 'Queued' } },
      holdReason: { send: 'Transferring', becomes: { holdReason: 'Transferring' } },
      holdQueueName: { send: 'sales', becomes: { holdQueueName: 'sales' } },
      outcome: { send: 'Sold', becomes: { outcome: 'Sold' } },
      consoleData: { send: '{"tab":1}', becomes: { consoleData: '{"tab":1}' } },
      fromAddress: { send: 'ann@example.com', becomes: { fromAddress: 'ann@example.com' } },
      toAddress: { send: '+15550100', becomes: { toAddress: '+15550100' } },
      callbackNumber: { send: '+15550188', becomes: { callbackNumber: '+15550188' } },
      callSid: { send: 'CA42', becomes: { callSid: 'CA42' } },
      queueMemberId: { send: 'member-7', becomes: { queueMemberId: 'member-7' } },
      ringQueueId: { send: 'queue-7', becomes: { ringQueueId: 'queue-7' } },
      attributes: { send: [{ key: 'case', value: '7' }], becomes: attributed({ key: 'case', value: '7' }) },
    },
  },
  DeleteSessions: {
    base: async (url) => {
      const create = `mutation { newSession(input: { channel: Voice } accountId: "${globex}") { dateCreated } }`;
      const { newSession: created } = await request(url, create);
      const { dateCreated } = created as { dateCreated: string };
      return { accountId: globex, startDateTime: dateCreated, endDateTime: '2999-01-01T00:00:00.000Z' };
    },
    // the answer is the number of deleted sessions
    members: {
      accountId: { send: acme, becomes: 0 },
      startDateTime: { send: '2998-12-31T00:00:00.000Z', becomes: 0 },
      endDateTime: {
        send: '2026-01-02T00:00:00.000Z',
        with: { startDateTime: '2026-01-01T00:00:00.000Z' },
        becomes: 0,
      },
    },
  },
  AddSessionLog: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url), message: 'Note' }),
    members: { sessionId: { names: 'id' }, message: { send: 'Called back', becomes: logged('Called back') } },
  },
  SendMessage: {
    base: async (url) => {
      const endpointId = await idOf(url, 'newTeamEndpoint(input: { displayName: "Desk" userIds: [] })');
      return { endpointId, toAddress: '+15550100', body: 'Note' };
    },
    members: {
      // the session wins over the endpoint and the address
      sessionId: { send: parentSession, becomes: { otherAddress: '+15550177' } },
      endpointId: { send: 'e00000000000000000000010', becomes: { endpointDisplayName: 'Support' } },
      toAddress: { send: '+15550144', becomes: { otherAddress: '+15550144' } },
      body: { send: 'Hello', becomes: { text: 'Hello' } },
    },
  },
};

const conference = async (url: string): Promise<string> => {
  const id = await newSession(url);
  // the call of the caller, who is the first member
  const call = 'callSid: "CA42"';
  await idOf(url, `addConferenceMember(input: { sessionId: "${id}" destination: "ann@example.com" ${call} })`);
  await idOf(url, `addConferenceMember(input: { sessionId: "${id}" destination: "bob@example.com" })`);
  return id;
};

/** Returns the Call SID of the member who was called last. */
const latestCall = async (url: string, id: string): Promise<unknown> => {
  const { session } = await request(url, `{ session(id: "${id}") { mostRecentParticipantCallSid } }`);
  return (session as { mostRecentParticipantCallSid: string }).mostRecentParticipantCallSid;
};

const sessionId = { names: 'id' } as const;

/** The inputs that control calls and members of sessions. */
export const callInputs: Readonly<Record<string, InputEffects>> = {
  EndSession: {
    query: 'session',
    base: async (url) => ({ sessionId: await conference(url) }),
    // ends one call in place of the session
    members: { sessionId, callSid: { send: 'CA42', becomes: { ended: false } } },
  },
  HoldSession: {
    query: 'session',
    base: async (url) => ({ sessionId: await conference(url) }),
    members: {
      sessionId,
      // holds one call in place of the session
      callSid: { send: 'CA42', becomes: { callState: 'Connected', ...memberWith({ callState: 'Hold' }) } },
      reason: { send: 'Transferring', becomes: { holdReason: 'Transferring' } },
      holdQueueName: { send: 'sales', becomes: { holdQueueName: 'sales' } },
    },
  },
  ResumeSession: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url, 'callState: Hold') }),
    members: { sessionId },
  },
  RedirectSession: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url), destination: '+15550100' }),
    members: {
      sessionId,
      destination: { send: '+15550144', becomes: { destination: '+15550144' } },
      callerId: { send: '+15550199', becomes: { fromPhoneNumber: '+15550199' } },
    },
  },
  RejectSession: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url, 'callState: Ringing direction: Incoming') }),
    members: { sessionId },
  },
  RecordSession: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url) }),
    members: {
      sessionId,
      // the log says so even if nothing was recorded
      stop: { send: true, becomes: { recording: false } },
    },
  },
  InviteChatMember: {
    query: 'session',
    base: async (url) => ({
      sessionId: await idOf(url, 'newSession(input: { channel: Chat })'),
      memberToAdd: 'bob@example.com',
    }),
    members: {
      sessionId,
      memberToAdd: { send: 'ann@example.com', becomes: memberWith({ identity: 'ann@example.com' }) },
      callerId: { send: '+15550199', becomes: { fromPhoneNumber: '+15550199' } },
    },
  },
  DeleteChatMember: {
    query: 'session',
    base: async (url) => ({ sessionId: await conference(url), memberToRemove: 'bob@example.com' }),
    members: {
      sessionId,
      memberToRemove: {
        send: 'ann@example.com',
        becomes: { members: expect.not.arrayContaining([expect.objectContaining({ identity: 'ann@example.com' })]) },
      },
    },
  },
  StartConference: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url) }),
    members: { sessionId, conferenceSid: { send: 'CF42', becomes: { conferenceSid: 'CF42' } } },
  },
  AddConferenceMember: {
    query: 'session',
    base: async (url) => ({ sessionId: await newSession(url), destination: '+15550155' }),
    members: {
      sessionId,
      callSid: { send: 'CA44', becomes: memberWith({ callSid: 'CA44' }) },
      destination: { send: '+15550166', becomes: memberWith({ identity: '+15550166' }) },
      fromNumber: {
        send: '+15550199',
        becomes: memberWith({ applicationData: [{ key: 'callerId', value: '+15550199' }] }),
        seenIn: applicationData,
      },
    },
  },
  PatchConferenceMember: {
    query: 'session',
    base: async (url) => {
      const id = await conference(url);
      return { sessionId: id, callSid: await latestCall(url, id) };
    },
    members: {
      sessionId,
      callSid: { send: 'CA42', with: { muted: true }, becomes: memberWith({ callSid: 'CA42', muted: true }) },
      callState: { send: 'Connected', becomes: memberWith({ identity: 'bob@example.com', callState: 'Connected' }) },
      muted: { send: true, becomes: memberWith({ identity: 'bob@example.com', muted: true }) },
    },
  },
};
