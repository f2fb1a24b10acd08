import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { endProcess, startProcess } from '../support/start-process.ts';
import { startTestApp } from '../support/start-test-app.ts';
import { type ReceivedSpan, startTraceCollector } from '../support/trace-collector.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const marked = 'zz9-words-between-people';

it('follow a request to the database and the webhooks, without message texts', async () => {
  const collector = await startTraceCollector();
  const receiver = await startWebhookReceiver();
  const app = await startTestApp({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'front-desk',
    WEBHOOK_ALLOW_PRIVATE: '1',
  });
  const { authorization = '' } = as('user@acme.test');
  const headers = { authorization, accept: 'application/json', traceparent: `00-${traceId}-${spanId}-01` };
  const post = (path: string, body: object) => {
    const { headers: type, body: text } = json(body);
    return call(app.url, `POST ${path}`, { headers: { ...headers, ...type }, body: text });
  };
  const { webhook, secret } = JSON.parse((await post('/webhooks', { url: receiver.url })).text);
  const text = `mutation ($input: NewSession!) { newSession(input: $input) { id } }`;
  await post('/graphql', { query: text, variables: { input: { channel: 'Chat', displayName: marked } } });
  await call(app.url, 'GET /sessions/5e5500000000000000000001?zz9=1', { headers });
  await receiver.count(1);
  // what is left goes out at the end
  await app.close();
  await Promise.all([collector.close(), receiver.close()]);

  expect([...collector.services]).toEqual(['front-desk']);
  const ofCaller = collector.spans.filter((span) => span.traceId === traceId);
  const named = (name: string): ReceivedSpan => {
    const span = ofCaller.find((one) => one.name === name);
    if (!span) throw new Error(`no span ${name} among ${ofCaller.map((one) => one.name).join(', ')}`);
    return span;
  };
  const request = named('POST /graphql');
  expect(request).toMatchObject({ parentSpanId: spanId, kind: 2 });
  expect(request.attributes).toMatchObject({ 'http.response.status_code': 200, 'url.path': '/graphql' });
  const operation = named('mutation newSession');
  expect(operation).toMatchObject({ parentSpanId: request.spanId });
  const insert = ofCaller.find(({ parentSpanId, name }) => parentSpanId === operation.spanId && /^insert /.test(name));
  expect(insert?.attributes).toMatchObject({ 'db.operation.name': 'insert', 'db.collection.name': 'sessions' });
  expect(named('GET GetSession').attributes).toMatchObject({ 'http.response.status_code': 404 });
  const sent = collector.spans.find(({ name }) => name === 'webhook');
  expect(sent?.attributes).toMatchObject({ 'http.response.status_code': 204, 'webhook.event': 'SessionCreated' });

  for (const never of [marked, 'zz9', secret, webhook.url, authorization]) {
    expect(collector.text()).not.toContain(never);
  }
});

it('come from the built server too, and those of its last moments before it ends', async () => {
  const collector = await startTraceCollector();
  const env = { MONGODB_URI: freshDatabase().uri, OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` };
  const server = await startProcess(env);
  await call(server.url, 'GET /auth/status', { headers: { accept: 'application/json' } });
  expect(await endProcess(server, 'SIGTERM')).toBe(0);
  await collector.close();
  expect(collector.spans.map(({ name }) => name)).toContain('GET GetAuthStatus');
});

it('slow down nothing and nobody when the collector takes none', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const app = await startTestApp({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  for (let n = 0; n < 5; n += 1) {
    const { status } = await call(app.url, 'GET /sessions', {
      headers: { ...as('user@acme.test'), accept: 'application/json' },
    });
    expect(status).toBe(200);
  }
  await app.close();
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
  expect(app.logged).toContainEqual(expect.objectContaining({ msg: 'traces.export-failed' }));
});
