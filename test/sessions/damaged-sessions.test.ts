import { Binary } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { ended, insertSessions, storedSession } from '../support/session-documents.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);

/** 50 sessions in each collection; the 18th on a page has no queue state. */
const sessions = (changes: (n: number) => object) =>
  Array.from({ length: 50 }, (_, n) => {
    const { queueState, ...damaged } = storedSession(n, { ...changes(n) });
    return n === 32 ? damaged : { ...damaged, queueState };
  });
const live = sessions(() => ({}));
const archived = sessions((n) => ended(n, 1));
beforeAll(async () => {
  await insertSessions(database(), live);
  await insertSessions(database(), archived, 'archivedSessions');
});

interface Answer {
  readonly data: { sessions: Record<'nodes', ({ id: string; queueState: string } | null)[]> & { edges?: unknown[] } };
  readonly errors: { path: (string | number)[]; extensions: { code: string } }[];
}
const query = async (text: string): Promise<Answer> => {
  const { headers, body } = json({ query: text });
  const answer = await call(app.url, 'POST /graphql', { headers: { ...headers, ...as('user@acme.test') }, body });
  return JSON.parse(answer.text);
};

describe.each([
  ['a list', false, live],
  ['the archive', true, archived],
] as const)('one damaged session in %s', (_, isArchived, stored) => {
  const filter = `filter: { archived: ${isArchived} }`;
  const others = stored.toReversed().map(({ _id }, index) => (index === 17 ? null : _id.toHexString()));

  it('leaves the other 49 intact, on each of several requests', async () => {
    // repeated, because the first requests are interpreted and later ones compiled
    for (let round = 0; round < 4; round += 1) {
      const { data, errors } = await query(`{ sessions(first: 50 ${filter}) { nodes { id queueState } } }`);
      expect(data.sessions.nodes.map((node) => node?.id ?? null)).toEqual(others);
      expect(errors).toMatchObject([
        { path: ['sessions', 'nodes', 17, 'queueState'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      ]);
    }
  });

  it('leaves the other edges intact', async () => {
    const { data, errors } = await query(`{ sessions(first: 50 ${filter}) { edges { node { id queueState } } } }`);
    const edges = (data.sessions.edges ?? []) as ({ node: { id: string } } | null)[];
    expect(edges.map((edge) => edge?.node.id ?? null)).toEqual(others);
    expect(errors).toMatchObject([{ path: ['sessions', 'edges', 17, 'node', 'queueState'] }]);
  });

  it('is read without the damaged field', async () => {
    const { data, errors = [] } = await query(`{ sessions(first: 50 ${filter}) { nodes { id } } }`);
    expect(data.sessions.nodes).toHaveLength(50);
    expect(data.sessions.nodes).not.toContain(null);
    expect(errors).toEqual([]);
  });

  it.each(['json', 'csv', 'xml'])('is a row without the member in REST: %s', async (format) => {
    const line = `GET /sessions.${format}?all=true&searchArchive=${isArchived}`;
    const { status, text } = await call(app.url, line, { headers: as('user@acme.test') });
    expect(status).toBe(200);
    expect(stored.filter(({ _id }) => !text.includes(_id.toHexString()))).toEqual([]);
  });
});

const damages: [string, object, string | null][] = [
  ['the state of a newer server', { callState: 'Parked' }, null],
  ['a number in place of a state', { channel: 7 }, 'channel'],
  ['bytes in place of a state', { direction: new Binary(new Uint8Array(3)) }, 'direction'],
  ['no date', { dateCreated: undefined }, 'dateCreated'],
  ['a text in place of a date', { dateCreated: 'yesterday' }, 'dateCreated'],
  ['a text in place of its members', { members: 'Ann' }, null],
  ['a text among its members', { members: ['Ann'] }, null],
];
it.each(damages)('a session with %s leaves the others intact', async (_, changes, field) => {
  const [damaged, good] = [storedSession(60, { ...changes }), storedSession(61)];
  await insertSessions(database(), [damaged, good]);
  const ids = [good, damaged].map(({ _id }) => _id.toHexString());
  const selection = 'id callState channel direction dateCreated members { identity }';
  const filter = `filter: { ids: ${JSON.stringify(ids)} }`;
  for (let round = 0; round < 3; round += 1) {
    const { data, errors = [] } = await query(`{ sessions(${filter}) { nodes { ${selection} } } }`);
    expect(data.sessions.nodes.map((node) => node?.id ?? null)).toEqual([ids[0], field === null ? ids[1] : null]);
    expect(errors.map(({ path }) => path)).toEqual(field === null ? [] : [['sessions', 'nodes', 1, field]]);
  }
  const { text } = await call(app.url, `GET /sessions.json?specificIds=${ids}`, { headers: as('user@acme.test') });
  expect(JSON.parse(text).items.map(({ id }: { id: string }) => id)).toEqual(ids);
});
