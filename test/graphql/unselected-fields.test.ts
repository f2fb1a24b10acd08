import { beforeAll, expect, it } from 'vitest';
import { CreateSessionDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { sessionFinds } from '../support/repository-calls.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const user = as('user@acme.test', demoPassword);
beforeAll(() => dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, user));

/** Selections of a list, and what of a session each leaves unread. */
const lists: [selection: string, unread: readonly string[], variables?: Record<string, unknown>][] = [
  ['{ sessions { nodes { id } } }', ['log', 'members']],
  ['{ sessions { totalCount edges { node { id accountName } } } }', ['log', 'members']],
  ['{ sessions { nodes { log { message } } } }', ['members']],
  ['{ sessions { nodes { lines: log { message } } } }', ['members']],
  ['{ sessions { edges { node { members { identity } } } } }', ['log']],
  ['{ sessions { nodes { log { message } members { identity } } } }', []],
  [
    '{ mySessions { nodes { ...A } } } fragment A on SessionInfo { ...B } fragment B on SessionInfo { log { date } }',
    ['members'],
  ],
  ['{ activeSessions { nodes { ... on SessionInfo { members { role } } } } }', ['log']],
  ['query($on: Boolean!) { sessions { nodes { id log @include(if: $on) { date } } } }', ['members'], { on: true }],
  ['query($on: Boolean!) { sessions { nodes { id log @include(if: $on) { date } } } }', ['members'], { on: false }],
];

/** What is read of sessions for a list, and the answer. */
async function send(query: string, variables: Record<string, unknown> = {}) {
  let text = '';
  const finds = await sessionFinds(async () => {
    const body = JSON.stringify({ query, variables });
    const headers = { ...user, 'content-type': 'application/json' };
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
    text = JSON.stringify(((await response.json()) as { data: unknown }).data);
  });
  const unread = finds.map(([, { projection = {} }]) => ['log', 'members'].filter((part) => part in projection));
  return { unread, text };
}

it.each(lists)('%s reads nothing that is not shown', async (query, expected, variables) => {
  // by graphql-js first, then as compiled
  for (let time = 1; time <= 3; time += 1) {
    const { unread, text } = await send(query, variables);
    expect(unread.length).toBeGreaterThan(0);
    for (const parts of unread) expect(parts).toEqual(expected);
    expect(text).toMatch(/"(nodes|node)":/);
    expect(text).not.toMatch(/"(log|lines|members)":\[\]/);
  }
});

it('reads a field that only one of two selections includes', async () => {
  const query =
    'query($on: Boolean!) { sessions { nodes { id } } ... @include(if: $on) { sessions { nodes { log { message } } } } }';
  for (const on of [false, true, false, true]) {
    const { text } = await send(query, { on });
    expect(text.includes('Session created by')).toBe(on);
  }
});

it('reads for each of two lists only its own fields', async () => {
  const { text } = await send('{ a: sessions { nodes { id } } b: sessions { nodes { log { message } } } }');
  expect(text).toMatch(/Session created by/);
});
