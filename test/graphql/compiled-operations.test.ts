import { afterAll, beforeAll, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

let compiled: TestApp;
let interpreted: TestApp;
let ids: string[];
beforeAll(async () => {
  compiled = await startTestApp();
  interpreted = await startTestApp({ COMPILE_AFTER: '0', MONGODB_URI: compiled.database.uri });
  const made = await Promise.all(
    [{ channel: 'Voice' }, { channel: 'Chat', displayName: 'a "quoted" \\ text' }].map(create),
  );
  ids = made.map(({ data }) => data.newSession.id);
});
afterAll(async () => {
  await compiled?.close();
  await interpreted?.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Headers that are other each time. */
const changing = new Set(['date', 'content-length', 'x-request-id', 'ratelimit-remaining', 'ratelimit-reset']);

async function post(app: TestApp, body: object): Promise<Answer> {
  const headers = { ...as('user@acme.test', demoPassword), 'content-type': 'application/json' };
  const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { extensions, ...answer } = JSON.parse(await response.text());
  // what is left of the allowance, and when, is another thing each time
  const { cost, limit, ...left } = extensions.cost;
  const received = { ...extensions, cost: { cost, limit, left: Object.keys(left) } };
  const shown = [...response.headers].map(([name, value]) => [name, changing.has(name) ? 'there' : value]);
  return {
    status: response.status,
    headers: Object.fromEntries(shown),
    body: JSON.stringify({ ...answer, extensions: received }),
  };
}

async function create(input: object): Promise<{ data: { newSession: { id: string } } }> {
  const query = 'mutation($input: NewSession!) { newSession(input: $input) { id } }';
  return JSON.parse((await post(compiled, { query, variables: { input } })).body);
}

const everything =
  'fragment All on SessionInfo { __typename id dateCreated channel callState log { date message } members { identity role muted applicationData { key value } } account { id name } customer { id } parent { id } children { id } accountName customerBreadcrumb { id name } }';

/** Operations that go well or wrong in all the ways there are. `ID` stands for the id of a session. */
const operations: [what: string, body: Record<string, unknown>][] = [
  [
    'a list',
    {
      query: `{ sessions(first: 2) { totalCount edges { cursor node { ...All } } pageInfo { hasNextPage endCursor } } } ${everything}`,
    },
  ],
  ['aliases', { query: '{ a: session(id: "ID") { x: id y: id } b: session(id: "unknown") { id } }' }],
  [
    'an interface',
    {
      query: `{ node(id: "ID") { __typename id ... on SessionInfo { ...All } ... on AccountInfo { name } } } ${everything}`,
    },
  ],
  [
    'a client that says its name',
    { query: '{ session(id: "ID") { id } }', extensions: { clientLibrary: { name: 'x' } } },
  ],
  ['nodes, some of none', { query: '{ nodes(ids: ["ID", "none", "ID"]) { __typename id } }' }],
  [
    'skip and include',
    {
      query:
        'query($yes: Boolean!) { session(id: "ID") { id @skip(if: $yes) channel @include(if: $yes) ... @include(if: $yes) { ended } } }',
      variables: { yes: true },
    },
  ],
  [
    'a recursive filter',
    {
      query: 'query($f: SessionFilter) { sessions(filter: $f) { nodes { id } } }',
      variables: { f: { or: [{ channel: ['Chat'] }, { not: { ended: false } }] } },
    },
  ],
  [
    'a recursive filter in the text',
    { query: '{ sessions(filter: { and: [{ not: { channel: [Chat] } }] }) { nodes { id } } }' },
  ],
  ['a default value', { query: 'query($n: Int = 1) { sessions(first: $n) { nodes { id } } }' }],
  [
    'a null for a default value',
    { query: 'query($n: Int = 1) { sessions(first: $n) { nodes { id } } }', variables: { n: null } },
  ],
  [
    'one of several operations',
    { query: 'query A { me { name } } query B { sessions { totalCount } }', operationName: 'B' },
  ],
  [
    'an operation that is not there',
    { query: 'query A { me { name } } query B { me { id: userId } }', operationName: 'C' },
  ],
  ['no name for several operations', { query: 'query A { me { name } } query B { me { name } }' }],
  ['a missing variable', { query: 'query($id: ID!) { session(id: $id) { id } }' }],
  [
    'a variable of the wrong type',
    { query: 'query($n: Int) { sessions(first: $n) { nodes { id } } }', variables: { n: '2' } },
  ],
  [
    'an unknown enum value',
    {
      query: 'query($f: SessionFilter) { sessions(filter: $f) { nodes { id } } }',
      variables: { f: { channel: ['Telex'] } },
    },
  ],
  [
    'an unknown field of an input',
    { query: 'query($f: SessionFilter) { sessions(filter: $f) { nodes { id } } }', variables: { f: { nothing: 1 } } },
  ],
  [
    'a date that is none',
    {
      query: 'query($f: SessionFilter) { sessions(filter: $f) { nodes { id } } }',
      variables: { f: { dateCreated: { from: 'yesterday' } } },
    },
  ],
  ['a page that cannot be', { query: '{ sessions(first: 0) { nodes { id } } }' }],
  ['a good field beside a bad one', { query: '{ me { name } sessions(first: 1000) { nodes { id } } }' }],
  [
    'a nullable field that fails',
    { query: '{ a: node(id: "ID") { id } b: nodes(ids: "x") { id } c: customer(id: "none") { id } }' },
  ],
  ['a cursor of no list', { query: '{ sessions(after: "x") { nodes { id } } }' }],
  ['the schema', { query: '{ __schema { queryType { name } } __type(name: "NewSession") { inputFields { name } } }' }],
  [
    'mutations one after the other',
    { query: 'mutation { a: endSession(id: "none") { id } b: endSession(id: "none") { id } }' },
  ],
  [
    'a mutation that is refused',
    { query: 'mutation { newSession(input: { channel: Chat, withAddress: "user:none" }) { id } }' },
  ],
];

it.each(operations)('%s has the same answer, compiled or not', async (_, { query, ...rest }) => {
  const body = { query: String(query).replaceAll('"ID"', `"${ids[0]}"`), ...rest };
  const expected = await post(interpreted, body);
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await post(compiled, body));
  expect(answers).toEqual([expected, expected, expected, expected]);
  expect(expected.body).toMatch(/^\{"(data|errors)":/);
});
