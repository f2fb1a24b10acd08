import { expect } from 'vitest';
import { type InputEffects, idOf, request } from './input-effects.ts';

export const parentSession = '5e5510000000000000000001';
const acme = 'acc000000000000000000001';
const globex = 'acc000000000000000000002';
const agent = 'user:05e000000000000000000003';
const northShop = 'c05000000000000000000003';

const memberWith = (fields: object) => ({ members: expect.arrayContaining([expect.objectContaining(fields)]) });
const logged = (message: string) => ({ log: expect.arrayContaining([expect.objectContaining({ message })]) });

const newSession = (url: string, input = ''): Promise<string> =>
  idOf(url, `newSession(input: { channel: Voice ${input} })`);

const textsOfBoth: InputEffects['members'] = {
  destination: { send: '+15550144', becomes: { destination: '+15550144' } },
  displayName: { send: 'Desk', becomes: { displayName: 'Desk' } },
  fromName: { send: 'Ann', becomes: { fromName: 'Ann' } },
  customerId: { send: northShop, becomes: { customerId: northShop, customerName: 'North Shop' } },
};

const textsOfNew: InputEffects['members'] = {
  ...textsOfBoth,
  fromPhoneNumber: { send: '+15550199', becomes: { fromPhoneNumber: '+15550199' } },
  parentSessionId: { send: parentSession, becomes: { parentSessionId: parentSession } },
};

/** The inputs that create, change and annotate sessions. */
export const sessionInputs: Readonly<Record<string, InputEffects>> = {
  NewSession: {
    query: 'session',
    base: async () => ({ channel: 'Voice' }),
    members: {
      ...textsOfNew,
      channel: { send: 'Fax', becomes: { channel: 'Fax' } },
      direction: { send: 'Incoming', becomes: { direction: 'Incoming' } },
      callState: { send: 'Ringing', becomes: { callState: 'Ringing' } },
      fromAddress: { send: 'ann@example.com', becomes: { fromAddress: 'ann@example.com' } },
      toAddress: { send: '+15550100', becomes: { toAddress: '+15550100' } },
      withAddress: { send: agent, with: { channel: 'Chat' }, becomes: memberWith({ identity: agent }) },
      memberEmailAddresses: { send: ['ann@example.com'], becomes: memberWith({ identity: 'ann@example.com' }) },
      startSession: { send: true, becomes: logged('Flow started') },
    },
  },
  NewOutgoingSession: { query: 'session', base: async () => ({ destination: '+15550100' }), members: textsOfNew },
  PatchSession: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url, 'callState: Hold') }),
    members: {
      ...textsOfBoth,
      id: { names: 'id' },
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
    base: async (url) => ({ id: await newSession(url), message: 'Note' }),
    members: { id: { names: 'id' }, message: { send: 'Called back', becomes: logged('Called back') } },
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
  await idOf(url, `startConference(input: { id: "${id}" })`);
  for (const [toAddress, callSid] of [
    ['ann@example.com', 'CA42'],
    ['bob@example.com', 'CA43'],
  ]) {
    await idOf(url, `addConferenceMember(input: { id: "${id}" toAddress: "${toAddress}" callSid: "${callSid}" })`);
  }
  return id;
};

/** The inputs that control calls and members of sessions. */
export const callInputs: Readonly<Record<string, InputEffects>> = {
  EndSession: {
    query: 'session',
    base: async (url) => ({ id: await conference(url) }),
    // ends one call in place of the session
    members: { id: { names: 'id' }, callSid: { send: 'CA42', becomes: { ended: false } } },
  },
  HoldSession: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url) }),
    members: {
      id: { names: 'id' },
      holdReason: { send: 'Transferring', becomes: { holdReason: 'Transferring' } },
      holdQueueName: { send: 'sales', becomes: { holdQueueName: 'sales' } },
    },
  },
  ResumeSession: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url, 'callState: Hold') }),
    members: { id: { names: 'id' } },
  },
  RedirectSession: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url), destination: '+15550100' }),
    members: { id: { names: 'id' }, destination: { send: '+15550144', becomes: { destination: '+15550144' } } },
  },
  RejectSession: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url, 'callState: Ringing direction: Incoming') }),
    members: { id: { names: 'id' } },
  },
  RecordSession: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url) }),
    members: {
      id: { names: 'id' },
      // the log says so even if nothing was recorded
      stop: { send: true, becomes: { recording: false } },
    },
  },
  InviteSessionMember: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url), memberEmailAddresses: ['bob@example.com'] }),
    members: {
      id: { names: 'id' },
      withAddress: { send: 'team:e00000000000000000000010', becomes: memberWith({ identity: agent }) },
      memberEmailAddresses: { send: ['ann@example.com'], becomes: memberWith({ identity: 'ann@example.com' }) },
    },
  },
  RemoveSessionMember: {
    query: 'session',
    base: async (url) => ({ id: await conference(url), memberId: 'bob@example.com' }),
    members: {
      id: { names: 'id' },
      memberId: {
        send: 'ann@example.com',
        becomes: { members: expect.not.arrayContaining([expect.objectContaining({ identity: 'ann@example.com' })]) },
      },
    },
  },
  StartConference: {
    query: 'session',
    base: async (url) => ({ id: await newSession(url) }),
    members: { id: { names: 'id' }, conferenceSid: { send: 'CF42', becomes: { conferenceSid: 'CF42' } } },
  },
  AddConferenceMember: {
    query: 'session',
    base: async (url) => ({ id: await conference(url), toAddress: '+15550155' }),
    members: {
      id: { names: 'id' },
      toAddress: { send: '+15550166', becomes: memberWith({ identity: '+15550166' }) },
      displayName: { send: 'Cleo', becomes: memberWith({ displayName: 'Cleo' }) },
      callSid: { send: 'CA44', becomes: memberWith({ callSid: 'CA44' }) },
    },
  },
  PatchConferenceMember: {
    query: 'session',
    base: async (url) => ({ id: await conference(url), callSid: 'CA42' }),
    members: {
      id: { names: 'id' },
      callSid: { send: 'CA43', with: { muted: true }, becomes: memberWith({ callSid: 'CA43', muted: true }) },
      callState: { send: 'Connected', becomes: memberWith({ callSid: 'CA42', callState: 'Connected' }) },
      muted: { send: true, becomes: memberWith({ callSid: 'CA42', muted: true }) },
    },
  },
};
