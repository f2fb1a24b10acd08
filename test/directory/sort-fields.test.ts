import { ObjectId } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);

/** More records than a chunk of a streamed list, with ties and missing values. */
const numbers = Array.from({ length: 430 }, (_, n) => n);
const common = (n: number) => ({
  _id: new ObjectId(`b${n.toString(16).padStart(23, '0')}`),
  accountId: new ObjectId(demoIds.acme),
  dateCreated: new Date('2026-01-01'),
  dateLastModified: new Date('2026-01-01'),
  revision: 1,
});
const customers = numbers.map((n) => ({
  ...common(n),
  name: `Listed ${n % 10}`,
  ancestorIds: n % 3 === 0 ? [new ObjectId(demoIds.headOffice)] : [],
  ...(n % 3 === 0 && { parentCustomerId: new ObjectId(demoIds.headOffice) }),
  ...(n % 4 !== 0 && { referenceId: `Ref ${n % 7}` }),
}));
const endpoints = numbers.map((n) => ({
  ...common(n),
  type: n % 2 === 0 ? 'Team' : 'PhoneNumber',
  displayName: `Listed ${n}`,
  userIds: [],
  ...(n % 2 === 1 && { phoneNumber: `+1666${String((n * 37) % 1_000).padStart(4, '0')}` }),
  ...(n % 5 === 0 && { customerId: new ObjectId(n % 10 === 0 ? demoIds.northShop : demoIds.headOffice) }),
}));
beforeAll(async () => {
  await database().collection('customers').insertMany(customers);
  await database().collection('endpoints').insertMany(endpoints);
});

const idsOf = async (path: string): Promise<string[]> => {
  const { text } = await call(app.url, `GET ${path}`, { headers: as('admin@acme.test') });
  return JSON.parse(text).items.map(({ id }: { id: string }) => id);
};

/** Returns the ids in the expected order, sorted in memory: missing values first, ties by id. */
function expected(records: readonly Record<string, unknown>[], field: string): string[] {
  const keyOf = (record: Record<string, unknown>): string => {
    const value = field === 'id' ? record._id : record[field];
    return value === undefined ? '0' : `1${String(value)}`;
  };
  return records
    .map((record) => ({ key: keyOf(record), id: String(record._id) }))
    .sort((a, b) => (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1))
    .map(({ id }) => id);
}

describe.each<[list: string, records: readonly Record<string, unknown>[], field: string]>([
  ['customers', customers, 'id'],
  ['customers', customers, 'name'],
  ['customers', customers, 'parentCustomerId'],
  ['customers', customers, 'referenceId'],
  ['endpoints', endpoints, 'type'],
  ['endpoints', endpoints, 'phoneNumber'],
  ['endpoints', endpoints, 'customerId'],
])('/%s', (list, records, field) => {
  it.each(['Ascend', 'Descend'])(`are listed by ${field} %s, in pages and as a whole`, async (sortOrder) => {
    const order = sortOrder === 'Ascend' ? expected(records, field) : expected(records, field).reverse();
    const query = `/${list}?nameFilter=listed&sortField=${field}&sortOrder=${sortOrder}`;
    const pages = [0, 1, 2].map((page) => idsOf(`${query}&countPerPage=150&page=${page}`));
    expect((await Promise.all(pages)).flat()).toEqual(order);
    expect(await idsOf(`${query}&all=true`)).toEqual(order);
  });
});
