import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeCustomerDocument,
  CreateCustomerDocument,
  DeleteCustomerDocument,
  ReadCustomerDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let other: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  // a second server on the same database, because no in-memory state may protect the tree
  other = await startTestApp({ MONGODB_URI: app.database.uri });
});
afterAll(() => Promise.all([app.close(), other.close()]));

const owner = as('manager@globex.test');
const create = async (name: string, parentCustomerId: string | null = null) =>
  (await dataOf(app.url, CreateCustomerDocument, { input: { name, parentCustomerId } }, owner)).newCustomer.id;
const move = (id: string, parentCustomerId: string | null, url = app.url) =>
  send(url, ChangeCustomerDocument, { input: { customerId: id, parentCustomerId } }, owner);
const remove = (id: string, url = app.url) => send(url, DeleteCustomerDocument, { customerId: id }, owner);
const pathOf = async (id: string) =>
  (await dataOf(app.url, ReadCustomerDocument, { customerId: id }, owner)).customer?.breadcrumb
    .map(({ name }) => name)
    .join('/');

/** Returns the stored customers of the account. Asserts that the ancestors of each match its chain of parents. */
async function consistentTree() {
  const accountId = new ObjectId(demoIds.globex);
  const [found, state] = await directly(app.database, (db) =>
    Promise.all([
      db.collection('customers').find({ accountId }).toArray(),
      db.collection('customerTrees').findOne({ change: { $ne: null } }),
    ]),
  );
  expect(state).toBeNull();
  const byId = new Map(found.map((customer) => [String(customer._id), customer]));
  for (const customer of found) {
    const way: string[] = [];
    for (let id = customer.parentCustomerId; id; id = byId.get(String(id))?.parentCustomerId) {
      expect(byId.has(String(id)), 'a parent is gone').toBe(true);
      expect(way, 'a cycle').not.toContain(String(id));
      way.unshift(String(id));
    }
    expect(customer.ancestorIds.map(String)).toEqual(way);
  }
  return byId;
}

/** Creates a deterministic pseudo-random number generator. */
function randoms(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('a move', () => {
  it('moves the whole subtree, to another parent and to the root', async () => {
    const [a, b] = [await create('a'), await create('b')];
    const c = await create('c', a);
    const d = await create('d', c);
    const e = await create('e', d);
    expect((await move(c, b)).errors).toEqual([]);
    expect(await pathOf(e)).toBe('b/c/d/e');
    expect((await move(d, null)).errors).toEqual([]);
    expect(await pathOf(e)).toBe('d/e');
    await consistentTree();
  });

  const rejections: [string, (ids: { a: string; b: string; c: string }) => [string, string]][] = [
    ['itself', ({ a }) => [a, a]],
    ['its child', ({ a, b }) => [a, b]],
    ['its grandchild', ({ a, c }) => [a, c]],
    ['a customer of another account', ({ a }) => [a, demoIds.headOffice]],
    ['an unknown customer', ({ a }) => [a, 'f'.repeat(24)]],
  ];
  it.each(rejections)('below %s is refused', async (_, pick) => {
    const a = await create('a');
    const b = await create('b', a);
    const c = await create('c', b);
    const { errors } = await move(...pick({ a, b, c }));
    expect(errors[0]?.extensions.errors).toMatchObject([{ fieldName: 'parentCustomerId' }]);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await pathOf(c)).toBe('a/b/c');
  });
});

describe('concurrently', () => {
  let ids: string[];
  beforeEach(async () => {
    ids = await Promise.all(Array.from({ length: 8 }, (_, index) => create(`n${index}`)));
  });

  it.each([1, 2, 3])('20 random moves in two processes leave a tree without cycles (%i)', async (seed) => {
    const random = randoms(seed);
    const pick = () => ids[random(ids.length)] ?? '';
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => move(pick(), pick(), index % 2 === 0 ? app.url : other.url)),
    );
    for (const { errors } of answers) {
      for (const { extensions } of errors) expect(extensions.code).toBe('BAD_USER_INPUT');
    }
    expect(answers.filter(({ errors }) => errors.length === 0).length).toBeGreaterThan(0);
    await consistentTree();
  });

  it('only one of two customers moves below the other', async () => {
    const [a = '', b = ''] = ids;
    const answers = await Promise.all([move(a, b), move(b, a, other.url)]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    await consistentTree();
  });

  it('customers created below a moving customer move with it', async () => {
    const [a = '', b = '', c = ''] = ids;
    const [, child] = await Promise.all([move(a, b), create('child', a), move(b, c, other.url), create('too', b)]);
    expect(await pathOf(child)).toBe('n2/n1/n0/child');
    await consistentTree();
  });

  it('a customer is deleted or gets a child, never both', async () => {
    const [parent = '', child = ''] = ids;
    const created = send(other.url, CreateCustomerDocument, { input: { name: 'x', parentCustomerId: parent } }, owner);
    const answers = await Promise.all([remove(parent), move(child, parent), created]);
    const tree = await consistentTree();
    const [removal, ...additions] = answers.map(({ errors }) => errors.length === 0);
    expect(tree.has(parent)).toBe(!removal);
    if (removal) expect(additions).toEqual([false, false]);
  });
});

it('a tree change of a killed process is completed by the next change', async () => {
  const [a, b] = [await create('a'), await create('b')];
  const c = await create('c', a);
  const _id = new ObjectId(demoIds.globex);
  const change = { customerId: new ObjectId(a), parentCustomerId: new ObjectId(b), isRemoval: false };
  await directly(app.database, (db) =>
    db.collection('customerTrees').updateOne({ _id }, { $set: { change }, $inc: { version: 1 } }),
  );
  const d = await create('d', c);
  expect(await pathOf(d)).toBe('b/a/c/d');
  await consistentTree();
});
