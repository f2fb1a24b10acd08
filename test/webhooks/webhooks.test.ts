import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeWebhookDocument,
  CreateSessionDocument,
  CreateWebhookDocument,
  type CreateWebhookMutationVariables,
  DeleteOneWebhookDocument,
  ListDeliveriesDocument,
  ListWebhooksDocument,
  ReadNodeDocument,
  ReadWebhookDocument,
  RedeliverDocument,
  RotateSecretDocument,
  SendOneMessageDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { errorSummary } from '../support/error-response.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
const strict = useTestApp();
const user = as('user@acme.test');
const stranger = as('user@globex.test');
const url = 'http://127.0.0.1:9/hook';

const create = async (input: Partial<CreateWebhookMutationVariables['input']> = {}, who = user) =>
  (await dataOf(app.url, CreateWebhookDocument, { input: { url, ...input } }, who)).newWebhook;
const read = async (id: string, who = user) => (await dataOf(app.url, ReadWebhookDocument, { id }, who)).webhook;

describe('a webhook', () => {
  it('is registered, changed and deleted', async () => {
    const { secret, webhook } = await create({ kinds: ['SessionEnded', 'SessionEnded'], description: ' CRM ' });
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    const { id } = webhook;
    expect(webhook).toMatchObject({
      accountId: demoIds.acme,
      url,
      description: 'CRM',
      kinds: ['SessionEnded'],
      enabled: true,
      state: 'Active',
    });
    expect(await read(id)).toEqual(webhook);
    const input = { id, url: 'http://127.0.0.1:8/other#x', kinds: [], enabled: false };
    const { patchWebhook } = await dataOf(app.url, ChangeWebhookDocument, { input });
    const changed = { url: 'http://127.0.0.1:8/other', kinds: [], enabled: false, state: 'Disabled' };
    expect(patchWebhook).toEqual({ ...webhook, ...changed });
    const { webhooks } = await dataOf(app.url, ListWebhooksDocument, { filter: { nameFilter: 'OTHER' } });
    expect(webhooks).toEqual({ nodes: [patchWebhook], totalCount: 1 });
    expect((await dataOf(app.url, ReadNodeDocument, { id })).node).toMatchObject({ __typename: 'WebhookInfo', id });
    await dataOf(app.url, DeleteOneWebhookDocument, { id });
    expect(await read(id)).toBeNull();
  });

  it('returns its secret at creation only, and a new one at rotation', async () => {
    const { secret, webhook } = await create({ enabled: false });
    const { rotateWebhookSecret } = await dataOf(app.url, RotateSecretDocument, { id: webhook.id });
    expect(rotateWebhookSecret.secret).not.toBe(secret);
    expect(JSON.stringify(await call(app.url, `GET /webhooks/${webhook.id}`, { headers: user }))).not.toContain(
      'whsec_',
    );
    expect(JSON.stringify(app.logged)).not.toContain('whsec_');
    await dataOf(app.url, DeleteOneWebhookDocument, { id: webhook.id });
  });

  it('of another account answers like an unknown id in every operation', async () => {
    const { webhook } = await create({ enabled: false });
    const { id } = webhook;
    expect(await read(id, stranger)).toBeNull();
    expect((await dataOf(app.url, ReadNodeDocument, { id }, stranger)).node).toBeNull();
    expect((await dataOf(app.url, ListWebhooksDocument, {}, stranger)).webhooks.nodes).toEqual([]);
    const rejected = await Promise.all([
      send(app.url, ChangeWebhookDocument, { input: { id, url } }, stranger),
      send(app.url, RotateSecretDocument, { id }, stranger),
      send(app.url, DeleteOneWebhookDocument, { id }, stranger),
      send(app.url, ListDeliveriesDocument, { webhookId: id }, stranger),
      send(app.url, RedeliverDocument, { id: `${id}-x` }, stranger),
    ]);
    for (const { errors } of rejected) expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    const foreign = { input: { url, accountId: demoIds.acme } };
    expect((await send(app.url, CreateWebhookDocument, foreign, stranger)).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
    const { errors } = await send(app.url, ReadWebhookDocument, { id }, as('viewer@acme.test'));
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    await dataOf(app.url, DeleteOneWebhookDocument, { id });
  });

  it.each([
    ['', 'url NotEmpty'],
    ['nonsense', 'url Url'],
    ['ftp://example.com/', 'url Url'],
    ['http://example.com/', 'url Url'],
    ['https://user:secret@example.com/', 'url Url'],
    [`https://example.com/${'x'.repeat(2_048)}`, 'url MaximumLength'],
    ['https://127.0.0.1/', 'url Predicate'],
    ['https://2130706433/', 'url Predicate'],
    ['https://0x7f.1/', 'url Predicate'],
    ['https://169.254.169.254/latest/meta-data/', 'url Predicate'],
    ['https://[::1]/', 'url Predicate'],
    ['https://[::ffff:10.0.0.1]/', 'url Predicate'],
    ['https://localhost/', 'url Predicate'],
    ['https://nowhere.invalid/', 'url Predicate'],
  ])('with the target %j is rejected', async (target, issue) => {
    const rejected = await errorSummary(send(strict.url, CreateWebhookDocument, { input: { url: target } }));
    expect(rejected).toEqual(expect.arrayContaining(['BAD_USER_INPUT', issue]));
  });

  it('is rejected when the account has fifty', async () => {
    const owner = as('user@globex.test');
    await directly(app.database, async (db) => {
      // webhooks of version 0.2.0 have no slot
      const { _id, slot: _slot, ...one } = (await db.collection('webhooks').findOne()) ?? (await anyWebhook(owner, db));
      const many = Array.from({ length: 50 }, () => ({ ...one, enabled: false }));
      await db.collection('webhooks').insertMany(many);
    });
    expect(await errorSummary(send(app.url, CreateWebhookDocument, { input: { url } }, owner))).toEqual([
      'CONFLICT',
      'accountId Conflict',
    ]);
    await directly(app.database, (db) => db.collection('webhooks').deleteMany({}));
  });

  it('is created fifty times, and not more, by sixty concurrent requests over both APIs', async () => {
    const owner = as('user@globex.test');
    const overGraphql = async () => {
      const { errors } = await send(app.url, CreateWebhookDocument, { input: { url, enabled: false } }, owner);
      return errors[0]?.extensions.code ?? 'created';
    };
    const overRest = async () => {
      const { status } = await call(app.url, 'POST /webhooks', {
        ...json({ url, enabled: false }),
        headers: { ...json({}).headers, ...owner },
      });
      return { 200: 'created', 409: 'CONFLICT' }[status] ?? String(status);
    };
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? overGraphql() : overRest())),
    );
    const counts = ['created', 'CONFLICT'].map((outcome) => outcomes.filter((one) => one === outcome).length);
    expect(counts).toEqual([50, 10]);
    const { nodes } = (await dataOf(app.url, ListWebhooksDocument, {}, owner)).webhooks;
    await dataOf(app.url, DeleteOneWebhookDocument, { id: nodes[0]?.id ?? '' }, owner);
    expect(await Promise.all([overGraphql(), overRest()])).toEqual(expect.arrayContaining(['created', 'CONFLICT']));
    await directly(app.database, (db) => db.collection('webhooks').deleteMany({}));
  });

  it('shows that its receiver fails, and is tried again at once when it is enabled again', async () => {
    const receiver = await startWebhookReceiver();
    receiver.behave((_, response) => response.writeHead(500).end());
    const { webhook } = await create({ url: receiver.url, kinds: ['SessionCreated'] });
    const { id } = webhook;
    for (let index = 0; index < 12; index += 1) {
      await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Chat' } });
    }
    await expect.poll(async () => (await read(id))?.state, { interval: 20 }).toBe('Paused');
    const paused = { state: 'Paused', lastError: 'status 500' };
    const date = expect.stringMatching(/^\d{4}-/);
    expect(await read(id)).toMatchObject({ ...paused, failingSince: date, dateNext: date });
    const { text } = await call(app.url, `GET /webhooks/${id}`, { headers: user });
    expect(JSON.parse(text)).toMatchObject({ ...paused, failingSince: date, dateNext: date });
    receiver.behave(receiver.accept);
    await dataOf(app.url, ChangeWebhookDocument, { input: { id, enabled: true } });
    // those that failed are retried after 5 s, the others are sent now
    await receiver.count(12);
    await expect.poll(async () => (await read(id))?.state, { interval: 20 }).toBe('Active');
    await dataOf(app.url, DeleteOneWebhookDocument, { id });
    await receiver.close();
  });

  async function anyWebhook(owner: Record<string, string>, db: import('mongodb').Db) {
    await create({ enabled: false }, owner);
    const found = await db.collection('webhooks').findOne();
    if (!found) throw new Error('no webhook');
    return found;
  }

  it('supports all operations over REST', async () => {
    const rest = (line: string, body?: object) =>
      call(app.url, line, body ? { ...json(body), headers: { ...json(body).headers, ...user } } : { headers: user });
    const created = JSON.parse((await rest('POST /webhooks', { url, kinds: ['SessionCreated'], enabled: false })).text);
    const { id } = created.webhook;
    expect(created).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
      webhook: { url, kinds: ['SessionCreated'] },
    });
    expect(JSON.parse((await rest(`GET /webhooks/${id}`)).text)).toEqual(created.webhook);
    expect(JSON.parse((await rest('GET /webhooks?nameFilter=hook')).text)).toMatchObject({ totalCount: 1 });
    expect(JSON.parse((await rest(`PATCH /webhooks/${id}`, { description: 'x' })).text)).toMatchObject({
      description: 'x',
    });
    expect(JSON.parse((await rest(`POST /webhooks/${id}/secret`)).text).secret).not.toBe(created.secret);
    expect(JSON.parse((await rest(`GET /webhooks/${id}/deliveries?status=Dead`)).text)).toEqual({
      items: [],
      totalCount: 0,
      totalPages: 0,
      hasMorePages: false,
    });
    expect((await rest(`POST /webhooks/deliveries/${id}-x/redeliver`)).status).toBe(404);
    expect((await rest(`DELETE /webhooks/${id}`)).status).toBe(204);
    expect((await rest(`GET /webhooks/${id}`)).status).toBe(404);
  });
});

it('delivers events at once and lists the deliveries', async () => {
  const receiver = await startWebhookReceiver();
  const { webhook } = await create({ url: receiver.url, kinds: ['SessionCreated', 'SessionMessageSent'] });
  const input = { channel: 'Voice', destination: '+15550100', startSession: true } as const;
  const { newSession } = await dataOf(app.url, CreateSessionDocument, { input });
  await receiver.count(1);
  const [{ event, headers, body } = expect.fail()] = receiver.received;
  expect(event).toMatchObject({
    kind: 'SessionCreated',
    startsFlow: true,
    accountId: demoIds.acme,
    sessionId: newSession.id,
    session: { id: newSession.id, accountName: 'Acme', destination: '+15550100', log: [] },
  });
  expect(headers).toMatchObject({ 'webhook-id': event.id, 'webhook-event': 'SessionCreated' });
  await dataOf(app.url, SendOneMessageDocument, { input: { sessionId: newSession.id, body: 'Hello' } });
  await receiver.count(2);
  expect(receiver.received[1]?.event).toMatchObject({
    kind: 'SessionMessageSent',
    message: { text: 'Hello', sender: 'User Acme' },
  });
  const list = async (variables: object = {}) =>
    (await dataOf(app.url, ListDeliveriesDocument, { webhookId: webhook.id, ...variables })).webhookDeliveries;
  await expect.poll(async () => (await list()).nodes[0]?.status, { interval: 20 }).toBe('Delivered');
  const { nodes, totalCount } = await list();
  expect([totalCount, nodes.map(({ kind }) => kind)]).toEqual([2, ['SessionMessageSent', 'SessionCreated']]);
  const [, delivery = expect.fail()] = nodes;
  expect(delivery).toMatchObject({ eventId: event.id, attempts: 1, responseStatus: 204, failure: null, body });
  expect(await list({ status: ['Dead'] })).toMatchObject({ nodes: [], totalCount: 0 });
  await dataOf(app.url, RedeliverDocument, { id: delivery.id });
  await receiver.count(3);
  expect(receiver.received[2]?.body).toBe(body);
  await dataOf(app.url, DeleteOneWebhookDocument, { id: webhook.id });
  await receiver.close();
});
