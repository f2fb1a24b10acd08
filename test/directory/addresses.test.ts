import { describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

interface Answer {
  readonly data: { readonly newSession?: { readonly id: string } } | null;
  readonly errors?: { extensions: { errors?: { fieldName: string; errorCode: string }[] } }[];
}

async function mutate(operation: string): Promise<Answer> {
  const { headers, body } = json({ query: `mutation{${operation}}` });
  const { text } = await call(app.url, 'POST /graphql', { headers: { ...headers, ...as('admin@acme.test') }, body });
  return JSON.parse(text);
}

const errorsOf = ({ errors = [] }: Answer) =>
  errors
    .flatMap(({ extensions }) => extensions.errors ?? [])
    .map(({ fieldName, errorCode }) => `${fieldName} ${errorCode}`);

async function conference(): Promise<string> {
  const { data } = await mutate('newSession(input:{channel:Voice}){id}');
  const id = data?.newSession?.id ?? '';
  await mutate(`startConference(input:{sessionId:"${id}"}){id}`);
  return id;
}

const accepted = [
  'ann@example.test',
  ' Ann.Other+tag@Sub.example.test ',
  "o'hara@example.test",
  `${'a'.repeat(64)}@${'b'.repeat(63)}.test`,
];
const rejected = [
  'ann',
  'ann@',
  '@example.test',
  'ann@example',
  'ann@@example.test',
  'ann @example.test',
  'ann.@example.test',
  `${'a'.repeat(250)}@b.test`,
];

describe('an e-mail address', () => {
  const address = (text: string) => JSON.stringify(text);
  const places: [place: string, (text: string) => Promise<Answer>, error: string][] = [
    [
      'of a user',
      (text) => mutate(`newUser(input:{emailAddress:${address(text)} password:"long enough"}){id}`),
      'emailAddress Email',
    ],
    [
      'of a new member',
      (text) => mutate(`newSession(input:{channel:Chat memberEmailAddresses:[${address(text)}]}){id}`),
      'memberEmailAddresses Email',
    ],
    [
      'of an invited member',
      async (text) =>
        mutate(`inviteChatMember(input:{sessionId:"${await conference()}" memberToAdd:${address(text)}}){id}`),
      'memberToAdd RegularExpression',
    ],
    [
      'of a conference member',
      async (text) =>
        mutate(`addConferenceMember(input:{sessionId:"${await conference()}" destination:${address(text)}}){id}`),
      'destination RegularExpression',
    ],
  ];
  describe.each(places)('%s', (_, add, error) => {
    it.each(accepted)('may be %j', async (text) => {
      expect(errorsOf(await add(text))).not.toContain(error);
    });

    it.each(rejected)('may not be %j', async (text) => {
      expect(errorsOf(await add(text))).toContain(error);
    });
  });
});

describe('a phone number', () => {
  const numbers = ['+15550155', '+1 (555) 010-0.1', ' +49 [30] 1234567 ', '+123456789012345'];
  const others = ['15550100', '+05550100', '+1', '+1234567890123456', '+1555x0100', '++15550100', '555 0100'];
  /** Caller ids that networks and phones send besides numbers. */
  const callerIds = ['anonymous', '12345', 'ACME', '+1 555 0123 ext. 7', 'sip:ann@example.com', 'x'.repeat(256)];
  const text = (number: string) => JSON.stringify(number);
  const places: [place: string, (number: string) => Promise<Answer>, error: string][] = [
    [
      'of an endpoint',
      (number) => mutate(`buyPhoneNumber(input:{number:${text(number)}}){id}`),
      'number RegularExpression',
    ],
    [
      'of a conference member',
      async (number) =>
        mutate(`addConferenceMember(input:{sessionId:"${await conference()}" destination:${text(number)}}){id}`),
      'destination RegularExpression',
    ],
    [
      'of an invited member',
      async (number) =>
        mutate(`inviteChatMember(input:{sessionId:"${await conference()}" memberToAdd:${text(number)}}){id}`),
      'memberToAdd RegularExpression',
    ],
    [
      'to dial',
      (number) => mutate(`newOutgoingSession(input:{numberToDial:${text(number)}}){id}`),
      'numberToDial RegularExpression',
    ],
  ];
  describe.each(places)('%s', (_, add, error) => {
    it.each(numbers)('may be %j', async (number) => {
      const answer = await add(number);
      expect(errorsOf(answer)).toEqual([]);
      expect(answer.data).not.toBeNull();
    });

    it.each(others)('may not be %j', async (number) => {
      expect(errorsOf(await add(number))).toEqual([error]);
    });
  });

  describe.each([
    ['of a new session', (id: string) => mutate(`newSession(input:{channel:Voice fromPhoneNumber:${text(id)}}){id}`)],
    [
      'of the call to a conference member',
      async (id: string) =>
        mutate(
          `addConferenceMember(input:{sessionId:"${await conference()}" destination:"+15550199" fromNumber:${text(id)}}){id}`,
        ),
    ],
    [
      'of an invitation',
      async (id: string) =>
        mutate(
          `inviteChatMember(input:{sessionId:"${await conference()}" memberToAdd:"+15550199" callerId:${text(id)}}){id}`,
        ),
    ],
    [
      'of a redirected session',
      async (id: string) =>
        mutate(`redirectSession(input:{sessionId:"${await conference()}" destination:"1" callerId:${text(id)}}){id}`),
    ],
  ])('as the caller id %s', (_, add) => {
    it.each([...numbers, ...others, ...callerIds])('may be %j', async (callerId) => {
      expect(errorsOf(await add(callerId))).toEqual([]);
    });

    it.each([
      ['a\u0000b', 'RegularExpression'],
      ['x'.repeat(257), 'MaximumLength'],
    ])('may not be %j', async (id, code) => {
      expect(errorsOf(await add(id))).toEqual([expect.stringContaining(code)]);
    });
  });

  it('of an endpoint is stored in E.164', async () => {
    const { data } = await mutate('buyPhoneNumber(input:{number:"+1 (555) 010-4.2"}){phoneNumber}');
    expect(data).toEqual({ buyPhoneNumber: { phoneNumber: '+155501042' } });
  });
});
