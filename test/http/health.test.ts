import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

it.each([
  ['/health/live', 'live'],
  ['/health/ready', 'ready'],
])('%s', async (path, status) => {
  const response = await fetch(app.url + path);
  expect([response.status, await response.json()]).toEqual([200, { status }]);
});

it('logs each request once, with its request id and without its query string', async () => {
  await fetch(`${app.url}/health/live?secret=1`, { headers: { 'x-request-id': 'seen-once' } });
  const lines = app.logged.filter((line) => line.requestId === 'seen-once');
  expect(lines).toMatchObject([{ msg: 'request.completed', method: 'GET', path: '/health/live', status: 200 }]);
});
