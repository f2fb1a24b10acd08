import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, hasChromium, openBrowser } from '../support/chromium.ts';
import { directly } from '../support/direct-store.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

// the browser is slow while other tests run in parallel
const timeout = 60_000;

// another port is another origin of the same site, so that the browser sends the cookies of the server
describe.skipIf(!hasChromium())('a page of another origin of the same site in Chromium', { timeout }, () => {
  let app: TestApp;
  let other: Server;
  let otherUrl: string;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    app = await startTestApp();
    other = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<title>other</title><a href="${app.url}/sessions.html">sessions</a>`);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    browser = await openBrowser(app.url, otherUrl);
    page = browser.page;
    await page.goto(`${app.url}/console`);
    const signIn = `fetch('/auth/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName: 'user@acme.test', password: ${JSON.stringify(demoPassword)} }),
    }).then((response) => response.status)`;
    expect(await page.evaluate(signIn)).toBe(200);
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    other?.close();
  });
  beforeEach(async () => {
    await page.goto(otherUrl);
  });

  const sessionCount = () => directly(app.database, (db) => db.collection('sessions').countDocuments());
  /** Runs an action and returns how the server answered the request to a path: browsers hide blocked responses. */
  const answerTo = async (path: string, action: () => Promise<unknown>) => {
    const before = app.logged.length;
    await action();
    return vi.waitFor(() => {
      const answered = app.logged.slice(before).find((line) => line.msg === 'request.completed' && line.path === path);
      expect(answered).toBeDefined();
      return { status: answered?.status, codes: answered?.codes };
    });
  };
  // an anonymous request would be UNAUTHENTICATED
  const refused = { status: 403, codes: ['CROSS_ORIGIN_REQUEST'] };

  it.each([
    [
      'text/plain',
      `fetch(url + '/sessions?channel=Chat', { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{}' })`,
    ],
    [
      'a form',
      `fetch(url + '/sessions', { method: 'POST', credentials: 'include', mode: 'no-cors', body: new URLSearchParams({ channel: 'Chat' }) })`,
    ],
    ['a read', `fetch(url + '/sessions', { credentials: 'include', mode: 'no-cors' })`],
  ])('cannot send %s', async (_what, script) => {
    const before = await sessionCount();
    const send = () => page.evaluate(`((url) => ${script}.catch(() => null).then(() => null))('${app.url}')`);
    expect(await answerTo('/sessions', send)).toEqual(refused);
    expect(await sessionCount()).toBe(before);
  });

  it('cannot load a list by JSONP', async () => {
    const load = () =>
      page.evaluate(`new Promise((resolve) => {
        window.steal = (value) => { window.stolen = value; };
        const script = document.createElement('script');
        script.src = '${app.url}/sessions?callback=steal';
        script.onload = script.onerror = resolve;
        document.head.append(script);
      }).then(() => null)`);
    expect(await answerTo('/sessions', load)).toEqual(refused);
    expect(await page.evaluate('window.stolen === undefined')).toBe(true);
  });

  it('cannot sign the browser in by a form', async () => {
    const submit = () =>
      page.evaluate(`(() => {
        const form = document.createElement('form');
        form.method = 'POST';
        form.action = '${app.url}/auth/credentials';
        for (const [name, value] of Object.entries({ userName: 'admin@acme.test', password: '${demoPassword}' })) {
          form.append(Object.assign(document.createElement('input'), { name, value }));
        }
        document.body.append(form);
        form.submit();
      })()`);
    const loaded = page.waitForURL(`${app.url}/auth/credentials`);
    expect(await answerTo('/auth/credentials', submit)).toEqual(refused);
    await loaded;
    await page.goto(app.url);
    expect(await page.content()).toContain('user@acme.test');
  });

  it('cannot open a WebSocket', async () => {
    const closed = await page.evaluate(`new Promise((resolve) => {
      const socket = new WebSocket('${app.url.replace('http', 'ws')}/graphql', 'graphql-transport-ws');
      socket.onopen = () => socket.send('{"type":"connection_init"}');
      socket.onclose = ({ code }) => resolve(code);
    })`);
    expect(closed).toBe(4403);
  });

  it('can link to a page of the server, which knows the user', async () => {
    const click = () => page.click('a');
    expect(await answerTo('/sessions.html', click)).toMatchObject({ status: 200 });
  });
});
