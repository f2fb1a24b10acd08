import { describe, expect, it, vi } from 'vitest';
import { activeSessions, cursorOfNow, eventsSince, signIn, signOut, whoAmI } from '../../packages/console/documents.js';
import { ExecutionState } from '../../src/api/graphql/executor/execution-state.ts';
import { OperationCodegen } from '../../src/api/graphql/executor/operation-codegen.ts';
import { RecordLoader } from '../../src/api/loaders/directory-loaders.ts';
import { AppError } from '../../src/common/errors/app-error.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { recordDefect, throwOnDefects } from '../support/compiled-execution-defects.ts';
import { executionCounters, executionsDuring, type GraphqlBody, postGraphql } from '../support/executions.ts';
import { openSocket } from '../support/live-client.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const byDefault = useTestApp({ COMPILE_AFTER: '2' });
const neverCompiling = useTestApp({ COMPILE_AFTER: '0' });
const failing = useTestApp({}, { allowsDefects: true });

const createSession = `mutation { newSession(input: { channel: Voice, customerId: "${demoIds.northShop}" }) { id } }`;
const sendTimes = (url: string, times: number, body: object) =>
  executionsDuring(url, async () => {
    for (let time = 0; time < times; time += 1) await postGraphql(url, body);
  });

it('all counters are 0 at the start', async () => {
  expect(await executionCounters(app.url)).toEqual(
    new Map([
      ['compiled', 0],
      ['interpreted: not_due', 0],
      ['interpreted: not_compilable', 0],
      ['interpreted: subscription', 0],
      ['interpreted: invalid_variables', 0],
      ['interpreted: field_error', 0],
      ['interpreted: defect', 0],
    ]),
  );
});

const filter = 'query ($filter: SessionFilter) { sessions(filter: $filter) { nodes { id } } }';
const rows: readonly (readonly [what: string, executed: string, body: object])[] = [
  ['__typename of an interface', 'compiled', { query: `{ node(id: "${demoIds.acme}") { __typename id } }` }],
  ['several queries', 'compiled', { query: '{ me { name } rateLimit { cost } }' }],
  ['aliases and fragments', 'compiled', { query: '{ a: me { ...F } b: me { ...F } } fragment F on UserInfo { name }' }],
  [
    'conditions by variables',
    'compiled',
    { query: 'query ($on: Boolean!) { me { name @include(if: $on) id @skip(if: $on) } }', variables: { on: true } },
  ],
  [
    'one of several operations',
    'compiled',
    { query: 'query A { me { id } } query B { me { name } }', operationName: 'B' },
  ],
  ['an interface field that is null', 'compiled', { query: '{ node(id: "none") { id } }' }],
  ['introspection', 'interpreted: not_compilable', { query: '{ __schema { queryType { name } } }' }],
  ['__typename of the root', 'interpreted: not_compilable', { query: '{ __typename }' }],
  [
    'a field that is selected twice, once with a condition',
    'interpreted: not_compilable',
    { query: 'query ($on: Boolean!) { me { name name @include(if: $on) } }', variables: { on: true } },
  ],
  [
    'an enum value that does not exist',
    'interpreted: invalid_variables',
    { query: filter, variables: { filter: { channel: ['Telex'] } } },
  ],
  [
    'an input field that does not exist',
    'interpreted: invalid_variables',
    { query: filter, variables: { filter: { x: 1 } } },
  ],
  ['a missing variable', 'interpreted: invalid_variables', { query: 'query ($id: ID!) { session(id: $id) { id } }' }],
  [
    'a page size over the maximum',
    'interpreted: field_error',
    { query: '{ me { id } sessions(first: 1000) { nodes { id } } }' },
  ],
  [
    'a refused mutation',
    'interpreted: field_error',
    { query: 'mutation { endSession(input: { sessionId: "none" }) { id } }' },
  ],
];

it.each(rows)('%s: %s, at the first and at later requests', async (_, executed, body) => {
  expect(await sendTimes(app.url, 2, body)).toEqual([executed, executed]);
});

it.each([
  ['whoAmI', whoAmI],
  ['cursorOfNow', cursorOfNow],
  ['activeSessions', activeSessions],
  ['eventsSince', eventsSince],
  ['signIn', signIn],
  ['signOut', signOut],
])('%s of the console is compiled', async (_, query) => {
  const variables = { userName: 'user@acme.test', password: demoPassword, rememberMe: false };
  await postGraphql(app.url, { query: createSession });
  expect(await sendTimes(app.url, 2, { query, variables })).toEqual(['compiled', 'compiled']);
});

it('a query over a WebSocket is compiled, an event of a subscription is not', async () => {
  const socket = await openSocket(app.url);
  const query = async () => {
    socket.subscribe('query', '{ me { name } }');
    expect((await socket.next('query')).payload.data).toEqual({ me: { name: 'User Acme' } });
  };
  expect(await executionsDuring(app.url, query)).toEqual(['compiled']);
  const event = async () => {
    socket.watch('events', {});
    await postGraphql(app.url, { query: createSession });
    await socket.events('events', 1);
  };
  // events of earlier tests may be relayed meanwhile
  expect([...new Set(await executionsDuring(app.url, event))]).toEqual(['compiled', 'interpreted: subscription']);
  socket.close();
});

it('an operation is compiled at its second execution by default', async () => {
  const executed = await sendTimes(byDefault.url, 1, { query: '{ me { name } }' });
  executed.push(...(await sendTimes(byDefault.url, 1, { query: '{ me { name } }' })));
  executed.push(...(await sendTimes(byDefault.url, 1, { query: '{ me { name } }' })));
  expect(executed).toEqual(['interpreted: not_due', 'compiled', 'compiled']);
});

it('nothing is compiled with COMPILE_AFTER=0', async () => {
  const notDue = Array.from({ length: 4 }, () => 'interpreted: not_due');
  expect(await sendTimes(neverCompiling.url, 4, { query: '{ me { name } }' })).toEqual(notDue);
});

it('an operation that is refused before execution is not counted', async () => {
  expect(await sendTimes(app.url, 2, { query: '{ nothing }' })).toEqual([]);
});

describe('a defect of compiled code is logged and counted, and graphql-js executes the operation', () => {
  it.each([
    [
      'generated code that throws',
      '{ sessions { nodes { customerName } } }',
      () => vi.spyOn(ExecutionState.prototype, 'requestRecord').mockImplementation(fail),
      { message: 'broken' },
    ],
    [
      'an error that graphql-js does not reproduce',
      '{ sessions { nodes { customerName id } } }',
      () => vi.spyOn(RecordLoader.prototype, 'findAll').mockRejectedValue(new Error('broken')),
      {
        message: 'compiled code reported an error that graphql-js did not report',
        cause: { message: 'a resolver failed', cause: { message: 'broken' } },
      },
    ],
    [
      'a generator that throws',
      '{ sessions { nodes { customerName revision } } }',
      () => vi.spyOn(OperationCodegen.prototype, 'root').mockImplementation(fail),
      { message: 'broken' },
    ],
  ])('%s', async (_, query, breakCode, err) => {
    await postGraphql(failing.url, { query: createSession });
    failing.logged.length = 0;
    breakCode();
    let body: GraphqlBody = {};
    const executed = await executionsDuring(failing.url, async () => {
      body = await postGraphql(failing.url, { query });
    });
    expect(executed).toEqual(['interpreted: defect']);
    expect(body.errors).toBeUndefined();
    expect(JSON.stringify(body.data)).toContain('"customerName":"North Shop"');
    const defects = failing.logged.filter(({ msg }) => msg === 'compiled-execution.failed');
    expect(defects).toMatchObject([{ level: 50, operation: 'query sessions', err }]);
  });

  it('an unavailable database is a field error, not a defect', async () => {
    vi.spyOn(RecordLoader.prototype, 'findAll').mockRejectedValue(new AppError('UNAVAILABLE', 'unavailable'));
    const query = '{ sessions { nodes { customerName channel } } }';
    expect(await sendTimes(failing.url, 1, { query })).toEqual(['interpreted: field_error']);
  });

  it('makes every other test fail', () => {
    recordDefect({ msg: 'ready' });
    expect(throwOnDefects).not.toThrow();
    recordDefect({ msg: 'compiled-execution.failed', operation: 'query sessions' });
    expect(throwOnDefects).toThrow(/compiled code failed: .*query sessions/s);
    expect(throwOnDefects).not.toThrow();
  });
});

function fail(): never {
  throw new TypeError('broken');
}
