import { ObjectId } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { ended, insertSessions, storedSession } from '../support/session-documents.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);

/** More sessions than a chunk of a streamed list, with ties and missing values in each field. */
const stored = Array.from({ length: 450 }, (_, n) =>
  storedSession(n, {
    createdBy: new ObjectId(n % 2 === 0 ? demoIds.user : demoIds.agent),
    callState: ['Ringing', 'Hold', 'Connected'][n % 3],
    ...(n % 4 === 0 && { customerId: new ObjectId(n % 8 === 0 ? demoIds.northShop : demoIds.headOffice) }),
    ...(n % 5 !== 0 && { fromName: `Caller ${n % 7}` }),
    ...(n % 6 === 0 && ended(n, n)),
    ...(n % 9 === 0 && { outcome: '' }),
    wasMissed: n % 10 === 0,
  }),
);
beforeAll(() => insertSessions(database(), stored));

const read = async (path: string) =>
  JSON.parse((await call(app.url, `GET ${path}`, { headers: as('user@acme.test') })).text);
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

/** Returns the ids in the expected order, sorted in memory: missing values first, ties by id. */
function expected(field: string): string[] {
  const keyOf = (session: Record<string, unknown>): string => {
    const value = field === 'id' ? session._id : session[field];
    if (value === undefined || value === null) return '0';
    return `1${value instanceof ObjectId ? value.toHexString() : value instanceof Date ? value.toISOString() : value}`;
  };
  return stored
    .map((session) => ({ key: keyOf(session), id: session._id.toHexString() }))
    .sort((a, b) => (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1))
    .map(({ id }) => id);
}

describe.each([
  ...['id', 'createdBy', 'callState', 'customerId', 'fromName', 'dateCompleted', 'outcome', 'ended', 'wasMissed'],
])('sortField=%s', (field) => {
  it.each(['Ascend', 'Descend'])('returns pages in the order %s', async (sortOrder) => {
    const order = sortOrder === 'Ascend' ? expected(field) : expected(field).reverse();
    const page = (number: number) =>
      read(`/sessions?sortField=${field}&sortOrder=${sortOrder}&countPerPage=150&page=${number}`);
    const pages = await Promise.all([page(0), page(1), page(2)]);
    expect(pages.flatMap(idsOf)).toEqual(order);
  });

  it.each(['Ascend', 'Descend'])('streams all sessions in the order %s', async (sortOrder) => {
    const order = sortOrder === 'Ascend' ? expected(field) : expected(field).reverse();
    expect(idsOf(await read(`/sessions?all=true&sortField=${field}&sortOrder=${sortOrder}`))).toEqual(order);
  });
});

it('accepts every field of SessionInfo that the session stores as one value, in any case', async () => {
  const { types } = await read('/types/metadata');
  const typed = types as { name: string; properties: { name: string; type: string }[] }[];
  const fields = ['EntityInfo', 'SessionInfo'].flatMap((name) => typed.find((type) => type.name === name)?.properties);
  const refused: string[] = [];
  for (const field of fields) {
    const { status } = await call(app.url, `GET /sessions?countPerPage=1&sortField=${field?.name}`, {
      headers: as('user@acme.test'),
    });
    if (status !== 200) refused.push(`${status} ${field?.name}`);
  }
  expect(fields).toHaveLength(41);
  // lists have no order, and names belong to other records
  expect(refused).toEqual([
    ...['400 AccountName', '400 CustomerBreadcrumb', '400 CustomerName', '400 EndpointName', '400 Log', '400 Members'],
  ]);
});
