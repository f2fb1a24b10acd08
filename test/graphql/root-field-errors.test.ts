import { describe, expect, test } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { openSocket } from '../support/live-client.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

/** Sends an operation twice: it is interpreted first and compiled then. Returns both answers without request costs. */
const answers = async (query: string, variables: Record<string, unknown> = {}, who = 'user@acme.test') => {
  const results = [];
  for (const _ of ['interpreted', 'compiled']) {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as(who) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: Record<string, unknown>[] };
    results.push({ data, errors });
  }
  return results;
};

const pathsOf = async (query: string, variables: Record<string, unknown> = {}, who?: string) => {
  const [interpreted, compiled] = await answers(query, variables, who);
  expect(compiled).toEqual(interpreted);
  const [error] = interpreted?.errors ?? [];
  const extensions = error?.extensions as { errors: { fieldName: string; path?: unknown }[] } | undefined;
  return extensions?.errors.map(({ fieldName, path }) => [fieldName, path]);
};

describe('a failing root field', () => {
  test('leaves the results of the other mutations of the request', async () => {
    const mutation = `mutation {
      first: newSession(input: { channel: Chat, displayName: "First" }) { displayName }
      second: endSession(input: { sessionId: "0123456789abcdef01234567" }) { displayName }
      third: newSession(input: { channel: Chat, displayName: "Third" }) { displayName }
    }`;
    for (const { data, errors } of await answers(mutation)) {
      expect(data).toEqual({ first: { displayName: 'First' }, second: null, third: { displayName: 'Third' } });
      expect(errors).toMatchObject([{ path: ['second'], extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  test('leaves the results of scalar mutations too', async () => {
    const mutation = `mutation {
      signOut
      deleteAccount(accountId: "acc0000000000000000000ff")
    }`;
    for (const { data, errors } of await answers(mutation, {}, 'admin@acme.test')) {
      expect(data).toEqual({ signOut: true, deleteAccount: null });
      expect(errors).toMatchObject([{ path: ['deleteAccount'], extensions: { code: 'NOT_FOUND' } }]);
    }
  });
});

test('every root field of Mutation, and me, is nullable', async () => {
  const [{ data } = { data: null }] = await answers(`{
    __schema { mutationType { fields { name type { kind } } } }
    __type(name: "Query") { fields { name type { kind } } }
  }`);
  const { __schema, __type } = data as {
    __schema: { mutationType: { fields: { name: string; type: { kind: string } }[] } };
    __type: { fields: { name: string; type: { kind: string } }[] };
  };
  const { fields } = __schema.mutationType;
  expect(fields.length).toBeGreaterThan(40);
  expect(fields.filter(({ type }) => type.kind === 'NON_NULL')).toEqual([]);
  expect(__type.fields.find(({ name }) => name === 'me')?.type).toEqual({ kind: 'OBJECT' });
});

describe('each input error has its path into the arguments', () => {
  const create = 'mutation Create($input: NewSession!) { newSession(input: $input) { id } }';

  test('the item of a list', async () => {
    const memberEmailAddresses = ['a@x.example', 'b@x.example', 'c@x.example', 'nobody', 'd@x.example', 'nothing'];
    const input = { channel: 'Chat', displayName: 'x'.repeat(2_000), memberEmailAddresses };
    expect(await pathsOf(create, { input })).toEqual([
      ['displayName', ['input', 'displayName']],
      ['memberEmailAddresses', ['input', 'memberEmailAddresses', 3]],
      ['memberEmailAddresses', ['input', 'memberEmailAddresses', 5]],
    ]);
  });

  test('an argument beside the input', async () => {
    const mutation = 'mutation { newSession(input: { channel: Chat }, idempotencyKey: "") { id } }';
    expect(await pathsOf(mutation)).toEqual([['idempotencyKey', ['idempotencyKey']]]);
  });

  test('a literal, an aliased field and an unknown id', async () => {
    const mutation = 'mutation { one: holdSession(input: { sessionId: "x" }) { id } }';
    expect(await pathsOf(mutation)).toEqual([['sessionId', ['input', 'sessionId']]]);
  });

  test('a criterion inside of a filter', async () => {
    const query = '{ sessions(filter: { and: [{ channel: [Chat] }, { or: [] }] }) { totalCount } }';
    expect(await pathsOf(query)).toEqual([['filter.and[1].or', ['filter', 'and', 1, 'or']]]);
  });

  test('a role of a user', async () => {
    const mutation = 'mutation Create($input: NewUser!) { newUser(input: $input) { id } }';
    const input = { emailAddress: 'path@acme.test', password: demoPassword, roles: ['User', 'Nobody'] };
    expect(await pathsOf(mutation, { input }, 'admin@acme.test')).toEqual([['roles', ['input', 'roles', 1]]]);
  });

  test('none for a conflict with what is no input', async () => {
    const [{ data } = { data: null }] = await answers('mutation { newSession(input: { channel: Chat }) { id } }');
    const { id } = (data as { newSession: { id: string } }).newSession;
    const end = `mutation { endSession(input: { sessionId: "${id}" }) { id } }`;
    await answers(end);
    expect(await pathsOf(`mutation { holdSession(input: { sessionId: "${id}" }) { id } }`)).toContainEqual([
      'callState',
      undefined,
    ]);
  });

  test('over WebSocket', async () => {
    const socket = await openSocket(app.url);
    socket.subscribe('1', create, { input: { channel: 'Chat', memberEmailAddresses: ['nobody'] } });
    const { payload } = await socket.next('1');
    socket.close();
    expect(payload.data).toEqual({ newSession: null });
    expect(payload.errors[0].extensions.errors).toEqual([
      {
        fieldName: 'memberEmailAddresses',
        errorCode: 'Email',
        message: 'memberEmailAddresses: "nobody" is not an e-mail address.',
        path: ['input', 'memberEmailAddresses', 0],
      },
    ]);
  });

  test('but not in REST, whose ResponseError is the vendor’s', async () => {
    const response = await fetch(`${app.url}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as('user@acme.test') },
      body: '{"channel":"Chat","memberEmailAddresses":["nobody"]}',
    });
    expect(await response.json()).toEqual({
      responseStatus: {
        errorCode: 'Email',
        message: 'memberEmailAddresses: "nobody" is not an e-mail address.',
        errors: [
          {
            errorCode: 'Email',
            fieldName: 'MemberEmailAddresses',
            message: 'memberEmailAddresses: "nobody" is not an e-mail address.',
          },
        ],
      },
    });
  });
});
