import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  CountSessionsDocument,
  CreateSessionDocument,
  type CreateSessionMutationVariables,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const clock = new FakeClock();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
});
afterAll(() => app.close());

type Input = CreateSessionMutationVariables['input'];

const create = (input: Input, more: Partial<CreateSessionMutationVariables> = {}, headers = as('user@acme.test')) =>
  send(app.url, CreateSessionDocument, { input, ...more }, headers);
const created = async (...args: Parameters<typeof create>) => {
  const { data, errors } = await create(...args);
  expect(errors).toEqual([]);
  if (!data?.newSession) throw new Error('no data');
  return data.newSession;
};
const count = async () => (await dataOf(app.url, CountSessionsDocument, {}, as('admin@acme.test'))).sessions.totalCount;
const userMember = {
  identity: `user:${demoIds.user}`,
  endpointId: 'e00000000000000000000002',
  displayName: 'User Acme',
  isOriginalMember: true,
  avatarUrl: null,
  applicationData: [],
  callState: 'Connected',
  role: 'Caller',
  callSid: null,
  muted: false,
};

describe('newSession', () => {
  it('sets defaults for all fields when only the channel is given', async () => {
    const session = await created({ channel: 'Voice' });
    expect(session.id).toMatch(/^[0-9a-f]{24}$/);
    expect(session).toEqual({
      id: session.id,
      dateCreated: '2026-01-02T03:04:05.678Z',
      dateLastModified: '2026-01-02T03:04:05.678Z',
      createdBy: demoIds.user,
      lastModifiedBy: demoIds.user,
      dialState: 'None',
      callState: 'Connected',
      queueState: 'None',
      accountId: demoIds.acme,
      accountName: 'Acme',
      customerId: null,
      customerBreadcrumb: [],
      customerName: null,
      endpointId: 'e00000000000000000000002',
      endpointName: 'User Acme',
      dateCompleted: null,
      destination: null,
      toAddress: null,
      fromAddress: 'user@acme.test',
      fromName: null,
      answeredByName: null,
      queueMemberId: null,
      channel: 'Voice',
      ended: false,
      outcome: null,
      callSid: null,
      consoleData: null,
      holdQueueName: null,
      heldByUserId: null,
      holdReason: 'None',
      conferenceSid: null,
      displayName: null,
      log: [{ date: '2026-01-02T03:04:05.678Z', message: 'Session created by User Acme' }],
      members: [userMember],
      callbackNumber: null,
      answeredById: null,
      direction: 'Outgoing',
      fromPhoneNumber: null,
      mostRecentParticipantCallSid: null,
      wasMissed: false,
      ringQueueId: null,
      externalId: null,
      attributes: [],
      parentSessionId: null,
      dateStateChanged: '2026-01-02T03:04:05.678Z',
      revision: 1,
    });
  });

  it('returns the same session when it is read again', async () => {
    const session = await created({ channel: 'Fax', displayName: 'Fax ✓ ünï', destination: '+1 555', fromName: 'Ann' });
    const { session: read } = await dataOf(app.url, ReadSessionDocument, { id: session.id });
    expect(read).toEqual(session);
  });

  const starts: [string, Input, Record<string, unknown>][] = [
    ['trims text', { channel: 'Voice', displayName: '  Call  ' }, { displayName: 'Call' }],
    [
      'treats empty text as absent',
      { channel: 'Voice', fromAddress: '  ', toAddress: '' },
      { fromAddress: 'user@acme.test', toAddress: null },
    ],
    [
      'treats null as absent',
      { channel: 'Voice', direction: null, callState: null },
      { direction: 'Outgoing', callState: 'Connected' },
    ],
    ['keeps a from address', { channel: 'Voice', fromAddress: '+15550100' }, { fromAddress: '+15550100' }],
    [
      'keeps a phone number unchanged',
      { channel: 'Voice', fromPhoneNumber: '+1 (555) 010-0.0' },
      { fromPhoneNumber: '+1 (555) 010-0.0' },
    ],
    ['dials a destination', { channel: 'Voice', startSession: true, destination: '123' }, { dialState: 'Active' }],
    ['dials a to address', { channel: 'Voice', startSession: true, toAddress: '123' }, { dialState: 'Active' }],
    ['does not dial without an address', { channel: 'Voice', startSession: true }, { dialState: 'None' }],
    ['does not dial a fax', { channel: 'Fax', startSession: true, destination: '123' }, { dialState: 'None' }],
    ['does not dial without startSession', { channel: 'Voice', destination: '123' }, { dialState: 'None' }],
    [
      'ends a session created as Disconnected',
      { channel: 'Voice', callState: 'Disconnected' },
      {
        ended: true,
        dateCompleted: '2026-01-02T03:04:05.678Z',
        wasMissed: false,
        members: [{ ...userMember, callState: 'None' }],
      },
    ],
    [
      'sets the creator to Ringing',
      { channel: 'Voice', callState: 'Ringing' },
      { members: [{ ...userMember, callState: 'Ringing' }] },
    ],
    [
      'sets the creator to Hold',
      { channel: 'Fax', callState: 'Hold' },
      { members: [{ ...userMember, callState: 'Hold' }] },
    ],
    [
      'has no member state for Passive',
      { channel: 'Voice', callState: 'Passive' },
      { callState: 'Passive', members: [{ ...userMember, callState: 'None' }] },
    ],
    [
      'makes the creator of an incoming call its agent',
      { channel: 'Voice', direction: 'Incoming' },
      { members: [{ ...userMember, role: 'Agent' }] },
    ],
    ['gives chats no roles', { channel: 'Chat' }, { members: [{ ...userMember, role: 'None', callState: 'None' }] }],
  ];
  it.each(starts)('%s', async (_, input, expected) => {
    expect(await created(input)).toMatchObject(expected);
  });

  it('logs that the flow was started', async () => {
    const { log } = await created({ channel: 'Voice', startSession: true });
    expect(log.map((entry) => entry.message)).toEqual(['Session created by User Acme', 'Flow started']);
  });

  it('returns the customer and its breadcrumb', async () => {
    expect(await created({ channel: 'Voice', customerId: demoIds.northShop })).toMatchObject({
      customerId: demoIds.northShop,
      customerName: 'North Shop',
      customerBreadcrumb: [
        { id: demoIds.headOffice, name: 'Head Office' },
        { id: demoIds.northRegion, name: 'North Region' },
        { id: demoIds.northShop, name: 'North Shop' },
      ],
    });
  });

  it('stores the parent session', async () => {
    const parent = await created({ channel: 'Voice' });
    expect(await created({ channel: 'Voice', parentSessionId: parent.id })).toMatchObject({
      parentSessionId: parent.id,
    });
  });

  const identities: [string, Partial<Input>, string[]][] = [
    ['a user', { withAddress: `user:${demoIds.agent}` }, [`user:${demoIds.user}`, `user:${demoIds.agent}`]],
    [
      'the users of a team, each once',
      { withAddress: `team:${demoIds.supportTeam}` },
      [`user:${demoIds.user}`, `user:${demoIds.agent}`],
    ],
    ['the creator, once', { withAddress: `user:${demoIds.user}` }, [`user:${demoIds.user}`]],
    [
      'known and unknown email addresses, each once',
      {
        memberEmailAddresses: [
          'AGENT@acme.test',
          'ann@example.com',
          'Ann@Example.com',
          'user@acme.test',
          'user@globex.test',
        ],
      },
      [`user:${demoIds.user}`, `user:${demoIds.agent}`, 'ann@example.com', 'user@globex.test'],
    ],
    [
      'a team and an address',
      { withAddress: `team:${demoIds.supportTeam}`, memberEmailAddresses: ['ann@example.com'] },
      [`user:${demoIds.user}`, `user:${demoIds.agent}`, 'ann@example.com'],
    ],
  ];
  it.each(identities)('adds %s as members', async (_, input, expected) => {
    const { members } = await created({ channel: 'Chat', ...input });
    expect(members.map((member) => member.identity)).toEqual(expected);
    expect(members.map((member) => member.isOriginalMember)).toEqual(expected.map((_identity, index) => index === 0));
  });

  it('uses the chat partner as the to address', async () => {
    const withAddress = `team:${demoIds.supportTeam}`;
    expect(await created({ channel: 'Chat', withAddress })).toMatchObject({ toAddress: withAddress });
    expect(await created({ channel: 'Chat', withAddress, toAddress: 'x' })).toMatchObject({ toAddress: 'x' });
  });

  it('gives all other members of a call the role Agent', async () => {
    const { members } = await created({
      channel: 'Voice',
      memberEmailAddresses: ['agent@acme.test', 'ann@example.com'],
    });
    expect(members.slice(1)).toMatchObject([
      { role: 'Agent', callState: 'None', displayName: 'Agent Acme', endpointId: 'e00000000000000000000003' },
      { role: 'Agent', callState: 'None', displayName: 'ann@example.com', endpointId: null },
    ]);
  });
});

describe('the account', () => {
  it('comes from the argument, or the header, or is the home account', async () => {
    const admin = as('admin@acme.test');
    const inHeader = { ...admin, 'x-account-id': demoIds.globex };
    expect(await created({ channel: 'Voice' }, {}, admin)).toMatchObject({ accountId: demoIds.acme });
    expect(await created({ channel: 'Voice' }, {}, inHeader)).toMatchObject({
      accountId: demoIds.globex,
      accountName: 'Globex',
    });
    expect(await created({ channel: 'Voice' }, { accountId: demoIds.acme }, inHeader)).toMatchObject({
      accountId: demoIds.acme,
    });
  });

  it('lists a creator of another account as an external member by email address', async () => {
    const { members, endpointId } = await created(
      { channel: 'Voice' },
      { accountId: demoIds.globex },
      as('admin@acme.test'),
    );
    expect(members.map((member) => member.identity)).toEqual(['admin@acme.test']);
    expect(endpointId).toBeNull();
  });

  it('returns the same error for an account without access and an unknown one', async () => {
    const answers = await Promise.all(
      [demoIds.globex, 'acc0000000000000000000ff', 'nonsense'].map((accountId) =>
        create({ channel: 'Voice' }, { accountId }),
      ),
    );
    for (const { data, errors } of answers) {
      expect(data).toEqual({ newSession: null });
      expect(errors[0]?.extensions).toMatchObject({
        code: 'NOT_FOUND',
        errors: [{ fieldName: 'accountId', errorCode: 'NotFound' }],
      });
      expect(errors[0]?.message).toMatch(/^There is no account "/);
    }
  });
});

describe('invalid input', () => {
  const longText = 'x'.repeat(1_025);
  const issues: [string, Input, [string, string][]][] = [
    ['an unknown customer', { channel: 'Voice', customerId: 'c05000000000000000000099' }, [['customerId', 'NotFound']]],
    ['a malformed customer id', { channel: 'Voice', customerId: 'x' }, [['customerId', 'NotFound']]],
    ['an unknown parent', { channel: 'Voice', parentSessionId: demoIds.acme }, [['parentSessionId', 'NotFound']]],
    [
      'a partner outside of Chat',
      { channel: 'Voice', withAddress: `user:${demoIds.agent}` },
      [['withAddress', 'Predicate']],
    ],
    ['a partner with no kind', { channel: 'Chat', withAddress: demoIds.agent }, [['withAddress', 'RegularExpression']]],
    [
      'an unknown user',
      { channel: 'Chat', withAddress: 'user:05e0000000000000000000ff' },
      [['withAddress', 'NotFound']],
    ],
    [
      'a user of another account',
      { channel: 'Chat', withAddress: `user:${demoIds.globexUser}` },
      [['withAddress', 'NotFound']],
    ],
    [
      'a team that is a user endpoint',
      { channel: 'Chat', withAddress: 'team:e00000000000000000000002' },
      [['withAddress', 'NotFound']],
    ],
    [
      'invalid email addresses',
      { channel: 'Chat', memberEmailAddresses: ['ann', ' ', 'ok@example.com'] },
      [
        ['memberEmailAddresses', 'Email'],
        ['memberEmailAddresses', 'Email'],
      ],
    ],
    [
      'too many addresses',
      { channel: 'Chat', memberEmailAddresses: Array(101).fill('ann@example.com') },
      [['memberEmailAddresses', 'Length']],
    ],
    [
      'a long caller id',
      { channel: 'Voice', fromPhoneNumber: 'x'.repeat(257) },
      [['fromPhoneNumber', 'MaximumLength']],
    ],
    [
      'long text',
      { channel: 'Voice', destination: longText, toAddress: longText },
      [
        ['toAddress', 'MaximumLength'],
        ['destination', 'MaximumLength'],
      ],
    ],
    [
      'long names',
      { channel: 'Voice', displayName: 'x'.repeat(257), fromName: 'x'.repeat(257) },
      [
        ['displayName', 'MaximumLength'],
        ['fromName', 'MaximumLength'],
      ],
    ],
    [
      'control characters',
      { channel: 'Voice', displayName: 'a\u0000b', destination: 'a\nb' },
      [
        ['displayName', 'RegularExpression'],
        ['destination', 'RegularExpression'],
      ],
    ],
    [
      'all fields at once',
      {
        channel: 'Voice',
        displayName: '\u0007',
        customerId: 'x',
        parentSessionId: 'y',
        withAddress: 'z',
        fromPhoneNumber: '\u0000',
        memberEmailAddresses: ['-'],
      },
      [
        ['displayName', 'RegularExpression'],
        ['withAddress', 'Predicate'],
        ['withAddress', 'RegularExpression'],
        ['fromPhoneNumber', 'RegularExpression'],
        ['memberEmailAddresses', 'Email'],
        ['customerId', 'NotFound'],
        ['parentSessionId', 'NotFound'],
      ],
    ],
  ];
  it.each(issues)('returns validation errors for %s and writes nothing', async (_, input, expected) => {
    const before = await count();
    const { data, errors } = await create(input);
    expect(data).toEqual({ newSession: null });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors?.map((issue) => [issue.fieldName, issue.errorCode])).toEqual(expected);
    for (const issue of errors[0]?.extensions.errors ?? [])
      expect(issue.message).toContain(
        issue.fieldName === 'accountId'
          ? 'account'
          : issue.fieldName === 'withAddress' && issue.errorCode === 'NotFound'
            ? 'There is no'
            : issue.fieldName,
      );
    expect(await count()).toBe(before);
  });

  it('accepts text of exactly the maximum length', async () => {
    const session = await created({ channel: 'Voice', displayName: 'x'.repeat(256), destination: 'x'.repeat(1_024) });
    expect(session.destination).toHaveLength(1_024);
  });

  it('returns an error that names an unknown enum value', async () => {
    const { status, errors } = await create({ channel: 'Telex' as 'Fax' });
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors[0]?.message).toContain('"Telex"');
  });
});

describe('authorization', () => {
  const callers: [string, Record<string, string>, string][] = [
    ['an anonymous caller', {}, 'UNAUTHENTICATED'],
    ['a user without the role', as('viewer@acme.test'), 'FORBIDDEN'],
  ];
  it.each(callers)('rejects %s', async (_, headers, code) => {
    const { data, errors } = await create({ channel: 'Voice' }, {}, headers);
    expect(data).toEqual({ newSession: null });
    expect(errors[0]?.extensions.code).toBe(code);
  });

  it('returns null for a session of another account, as for an unknown id', async () => {
    const session = await created({ channel: 'Voice' });
    const read = (id: string, userName: string) => dataOf(app.url, ReadSessionDocument, { id }, as(userName));
    expect(await read(session.id, 'user@globex.test')).toEqual({ session: null });
    expect(await read('0123456789abcdef01234567', 'user@acme.test')).toEqual({ session: null });
    expect(await read('no id', 'user@acme.test')).toEqual({ session: null });
    expect(await read(session.id, 'admin@acme.test')).toMatchObject({ session: { id: session.id } });
  });
});

describe('an idempotency key', () => {
  const input: Input = { channel: 'Voice', displayName: 'once' };

  it('returns the same session with idempotentReplay', async () => {
    const first = await create(input, { idempotencyKey: 'key-1' });
    const again = await create(
      { ...input, displayName: ' once ', callState: 'Connected' },
      { idempotencyKey: 'key-1' },
    );
    expect(first.extensions).not.toHaveProperty('idempotentReplay');
    expect(again.extensions).toMatchObject({ idempotentReplay: true });
    expect(again.data).toEqual(first.data);
  });

  it('returns CONFLICT for other input', async () => {
    await created(input, { idempotencyKey: 'key-2' });
    const { errors } = await create({ ...input, displayName: 'twice' }, { idempotencyKey: 'key-2' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', errors: [{ fieldName: 'idempotencyKey' }] });
  });

  it('is scoped to the user', async () => {
    const mine = await created(input, { idempotencyKey: 'key-3' });
    const theirs = await created(input, { idempotencyKey: 'key-3' }, as('agent@acme.test'));
    expect(theirs.id).not.toBe(mine.id);
  });

  it('creates one session for 50 concurrent calls', async () => {
    const before = await count();
    const sessions = await Promise.all(Array.from({ length: 50 }, () => created(input, { idempotencyKey: 'key-4' })));
    expect(new Set(sessions.map((session) => session.id)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  const badKeys = ['', 'x'.repeat(256), 'a\nb'];
  it.each(badKeys)('must be 1 to 255 printable characters: %j', async (idempotencyKey) => {
    const { errors } = await create({ ...input, customerId: 'x' }, { idempotencyKey });
    expect(errors[0]?.extensions.errors?.map((issue) => issue.fieldName)).toEqual(['idempotencyKey', 'customerId']);
  });

  it('can be reused after a rejected request', async () => {
    await create({ ...input, customerId: 'x' }, { idempotencyKey: 'key-5' });
    expect(await created(input, { idempotencyKey: 'key-5' })).toMatchObject({ displayName: 'once' });
  });
});
