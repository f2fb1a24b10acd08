import { expect, it } from 'vitest';
import { CreateApiKeyDocument, RevokeApiKeyDocument } from '../../operations/operations.generated.ts';
import { changeUser } from '../../support/direct-store.ts';
import { as, dataOf } from '../../support/graphql-client.ts';
import { openSocket } from '../../support/live-client.ts';
import { useTestApp } from '../../support/use-test-app.ts';

const app = useTestApp();
const events = 'subscription { sessionEvents { id } }';

const newKey = async (owner: string) =>
  (await dataOf(app.url, CreateApiKeyDocument, { name: 'test' }, as(owner))).newApiKey;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

it('closes an idle socket with 4403 when its API key is revoked, and no other socket', async () => {
  const { key, apiKey } = await newKey('user@acme.test');
  const revoked = await openSocket(app.url, { params: bearer(key) });
  const other = await openSocket(app.url, { params: as('user@acme.test') });
  await dataOf(app.url, RevokeApiKeyDocument, { id: apiKey.id }, as('user@acme.test'));
  expect((await revoked.closed).code).toBe(4403);
  other.send({ type: 'ping' });
  expect((await other.next()).type).toBe('pong');
  other.socket.close();
});

it('closes a socket with 4403 when its user loses a role', async () => {
  const socket = await openSocket(app.url, { params: as('agent@acme.test') });
  socket.subscribe('1', events);
  await changeUser(app.database, 'agent@acme.test', { roles: [] });
  expect((await socket.closed).code).toBe(4403);
});

it('ends an idle event stream with an error when its API key is revoked', async () => {
  const { key, apiKey } = await newKey('admin@acme.test');
  const response = await fetch(`${app.url}/graphql?${new URLSearchParams({ query: events })}`, {
    headers: { accept: 'text/event-stream', ...bearer(key) },
  });
  await dataOf(app.url, RevokeApiKeyDocument, { id: apiKey.id }, as('admin@acme.test'));
  const text = await response.text();
  expect(text).toContain('"code":"FORBIDDEN"');
  expect(text).toMatch(/event: complete\ndata:\n\n$/);
});
