import { readdirSync, readFileSync } from 'node:fs';
import { type DocumentNode, Kind, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import * as documents from '../operations/operations.generated.ts';
import { executionsDuring, type GraphqlBody, postGraphql } from '../support/executions.ts';
import { as } from '../support/graphql-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
const admin = as('admin@acme.test');
const agent = as('agent@acme.test');
const user = as('user@acme.test');

/** The results of the operations so far, by operation name. */
const results = new Map<string, unknown>();

/** Returns the first id in the latest result of an operation. */
function idOf(name: string): string {
  const found = firstId(results.get(name));
  if (found === undefined) throw new Error(`${name} returned no id: ${JSON.stringify(results.get(name))}`);
  return found;
}

function firstId(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('id' in value && typeof value.id === 'string') return value.id;
  return Object.values(value)
    .map(firstId)
    .find((id) => id !== undefined);
}

interface Row {
  readonly executed: 'compiled' | `interpreted: ${string}`;
  readonly variables?: () => object;
  readonly headers?: Record<string, string>;
  /** The codes of the expected errors. */
  readonly codes?: readonly string[];
}

const compiled = (variables: () => object = () => ({}), headers = user): Row => ({
  executed: 'compiled',
  variables,
  headers,
});
const compiledForAdmin = (variables: () => object = () => ({})): Row => compiled(variables, admin);
const session = () => ({ input: { sessionId: idOf('CreateSession') } });
const sessionWith = (input: object) => compiled(() => ({ input: { ...session().input, ...input } }));

/** Every operation of test/operations, in an order in which each succeeds, and how it must be executed. */
const operations: readonly (readonly [name: string, row: Row])[] = [
  ['Me', compiled()],
  ['SignIn', compiled(() => ({ userName: 'agent@acme.test', password: 'correct horse battery staple' }))],
  ['SignOut', compiled()],
  [
    'SignInTwice',
    {
      executed: 'interpreted: not_compilable',
      variables: () => ({ userName: 'agent@acme.test', wrong: 'x', password: 'correct horse battery staple' }),
      // after a wrong password the request signs nobody in
      codes: ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
    },
  ],
  ['ListApiKeys', compiled()],
  ['CreateApiKey', compiled(() => ({ name: 'a key' }))],
  ['RevokeApiKey', compiled(() => ({ id: idOf('CreateApiKey') }))],
  ['ListAccounts', compiled()],
  ['CreateAccount', compiledForAdmin(() => ({ input: { name: 'Initech' } }))],
  ['ReadAccount', compiledForAdmin(() => ({ accountId: idOf('CreateAccount') }))],
  ['ChangeAccount', compiledForAdmin(() => ({ input: { accountId: idOf('CreateAccount'), name: 'Initrode' } }))],
  ['DeleteAccount', compiledForAdmin(() => ({ accountId: idOf('CreateAccount') }))],
  ['ListUsers', compiledForAdmin()],
  [
    'CreateUser',
    compiledForAdmin(() => ({
      input: { emailAddress: 'new@acme.test', password: 'a long password', accountId: demoIds.acme },
    })),
  ],
  ['ReadUser', compiledForAdmin(() => ({ userId: idOf('CreateUser') }))],
  [
    'ChangeUser',
    compiledForAdmin(() => ({
      input: { userId: idOf('CreateUser'), firstName: 'Ann', accountIds: [demoIds.acme, demoIds.globex] },
    })),
  ],
  ['CreateUserEndpoint', compiledForAdmin(() => ({ input: { userId: idOf('CreateUser'), accountId: demoIds.acme } }))],
  ['RemoveUserFromAccount', compiledForAdmin(() => ({ userId: idOf('CreateUser'), accountId: demoIds.globex }))],
  ['DeleteUser', compiledForAdmin(() => ({ userId: idOf('CreateUser') }))],
  ['ChangeMe', compiled(() => ({ input: { avatarUrl: 'https://example.test/a.png' } }))],
  [
    'ChangePassword',
    compiled(() => ({ oldPassword: 'correct horse battery staple', newPassword: 'another battery staple' }), agent),
  ],
  ['ListCustomers', compiledForAdmin()],
  [
    'CreateCustomer',
    compiledForAdmin(() => ({ input: { name: 'South Region', parentCustomerId: demoIds.headOffice } })),
  ],
  ['ReadCustomer', compiledForAdmin(() => ({ customerId: idOf('CreateCustomer') }))],
  ['ChangeCustomer', compiledForAdmin(() => ({ input: { customerId: idOf('CreateCustomer'), name: 'Deep South' } }))],
  ['DeleteCustomer', compiledForAdmin(() => ({ customerId: idOf('CreateCustomer') }))],
  ['ListEndpoints', compiledForAdmin()],
  ['CreateTeamEndpoint', compiledForAdmin(() => ({ input: { displayName: 'Sales', userIds: [demoIds.user] } }))],
  ['BuyPhoneNumber', compiledForAdmin(() => ({ input: { number: '+15550109' } }))],
  ['ReadEndpoint', compiledForAdmin(() => ({ endpointId: idOf('CreateTeamEndpoint') }))],
  [
    'ChangeEndpoint',
    compiledForAdmin(() => ({ input: { endpointId: idOf('CreateTeamEndpoint'), displayName: 'Retail' } })),
  ],
  ['DeleteEndpoint', compiledForAdmin(() => ({ endpointId: idOf('CreateTeamEndpoint') }))],
  ['CreateWebhook', compiled(() => ({ input: { url: 'http://127.0.0.1:9/' } }))],
  ['ReadWebhook', compiled(() => ({ id: idOf('CreateWebhook') }))],
  ['ListWebhooks', compiled()],
  ['ChangeWebhook', compiled(() => ({ input: { id: idOf('CreateWebhook'), description: 'to nowhere' } }))],
  ['RotateSecret', compiled(() => ({ id: idOf('CreateWebhook') }))],
  ['CreateSession', compiled(() => ({ input: { channel: 'Voice', callState: 'Ringing', direction: 'Incoming' } }))],
  ['RejectOneSession', compiled(session)],
  ['CreateSession', compiled(() => ({ input: { channel: 'Voice', customerId: demoIds.northShop } }))],
  ['ReadSession', compiled(() => ({ id: idOf('CreateSession') }))],
  ['ReadByExternalId', compiled(() => ({ externalId: 'CRM-1' }))],
  ['PatchOneSession', sessionWith({ displayName: 'a "quoted" name' })],
  ['HoldOneSession', sessionWith({ reason: 'Transferring' })],
  ['ResumeOneSession', compiled(session)],
  ['RecordOneSession', compiled(session)],
  ['AddOneLogEntry', sessionWith({ message: 'a note' })],
  ['SendOneMessage', compiled(() => ({ input: { sessionId: idOf('CreateSession'), body: 'Hello?' } }))],
  ['ListMessages', compiled(() => ({ first: 2 }))],
  ['ListConversations', compiled()],
  ['InviteMembers', sessionWith({ memberToAdd: 'guest@example.test' })],
  ['RemoveOneMember', sessionWith({ memberToRemove: 'guest@example.test' })],
  ['StartOneConference', compiled(session)],
  ['AddOneConferenceMember', sessionWith({ destination: '+15550102', callSid: 'CA-1' })],
  ['PatchOneConferenceMember', sessionWith({ callSid: 'CA-1', muted: true })],
  ['RedirectOneSession', sessionWith({ destination: '+15550101' })],
  ['EndOneSession', compiled(session)],
  ['CallOut', compiledForAdmin(() => ({ input: { numberToDial: '+15550103', flowId: 'a-flow' } }))],
  ['ReadActiveCalls', compiledForAdmin(() => ({ accountId: demoIds.acme }))],
  ['ListSessions', compiled(() => ({ first: 2 }))],
  ['CountSessions', compiled()],
  ['ListSessionsWithEverything', compiled(() => ({ first: 5 }))],
  ['FindSessions', compiled(() => ({ filter: { or: [{ channel: ['Chat'] }, { not: { ended: false } }] } }))],
  ['WalkSessions', compiled(() => ({ last: 1 }))],
  ['MyLists', compiled()],
  ['SessionStatistics', compiled(() => ({ groupBy: 'Channel' }))],
  ['ReadNode', compiled(() => ({ id: idOf('CreateSession') }))],
  ['ReadNodes', compiled(() => ({ ids: [idOf('CreateSession'), demoIds.acme, 'none'] }))],
  ['ReadTranscript', compiled(() => ({ sessionId: idOf('CreateSession') }))],
  ['ListDeliveries', compiled(() => ({ webhookId: idOf('CreateWebhook') }))],
  ['Redeliver', compiled(() => ({ id: idOf('ListDeliveries') }))],
  ['DeleteOneWebhook', compiled(() => ({ id: idOf('CreateWebhook') }))],
  ['ReadEventCursor', compiled()],
  ['ReadSessionEvents', compiled()],
  ['ReadEventObjects', compiled()],
  ['WatchSessionEvents', { executed: 'interpreted: subscription' }],
  [
    'DeleteManySessions',
    compiledForAdmin(() => ({
      input: { accountId: demoIds.acme, startDateTime: '2020-01-01T00:00:00Z', endDateTime: '2020-01-02T00:00:00Z' },
    })),
  ],
];

const documentOf = (name: string): DocumentNode => {
  const document = Object.entries(documents).find(([key]) => key === `${name}Document`)?.[1];
  if (!document) throw new Error(`there is no operation ${name}`);
  return document as DocumentNode;
};
const kindOf = (name: string) =>
  documentOf(name).definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? node.operation : []))[0];

it('every operation of test/operations has a row', () => {
  const folder = 'test/operations/';
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const definitions = files.flatMap((name) => parse(readFileSync(folder + name, 'utf8')).definitions);
  const names = definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? node.name?.value : []));
  expect(names.length).toBeGreaterThan(70);
  expect([...new Set(operations.map(([name]) => name))].sort()).toEqual(names.sort());
});

describe('an operation of test/operations is executed as its row says', () => {
  it.each(operations.filter(([name]) => kindOf(name) !== 'subscription'))('%s', async (name, row) => {
    const { executed, variables = () => ({}), headers = user, codes } = row;
    const body = { query: print(documentOf(name)), variables: variables() };
    let answer: GraphqlBody = {};
    const send = async () => {
      answer = await postGraphql(app.url, body, headers);
    };
    expect(await executionsDuring(app.url, send)).toEqual([executed]);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(codes);
    results.set(name, Object.values(answer.data ?? {})[0]);
    // the first request compiles the query; later ones take the fast path
    if (kindOf(name) === 'query') expect(await executionsDuring(app.url, send)).toEqual([executed]);
  });
});
