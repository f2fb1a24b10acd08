import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  type CreateSessionMutationVariables,
  PatchOneSessionDocument,
} from '../operations/operations.generated.ts';
import { type Browser, hasChromium, openBrowser } from '../support/chromium.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { insertSessions, storedSession } from '../support/session-documents.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

// the browser is slow while other tests run in parallel
const timeout = 60_000;
const agent = as('agent@acme.test');

describe.skipIf(!hasChromium())('the wallboard', { timeout }, () => {
  const app = useTestApp();
  const database = useDatabase(app);
  let proxy: TcpProxy;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    proxy = await startProxy(app.url);
    browser = await openBrowser(proxy.url);
    page = browser.page;
    await page.goto(`${proxy.url}/console`);
    await page.getByLabel('Email address').fill('user@acme.test');
    await page.getByLabel('Password').fill(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByText('No active sessions.').waitFor();
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
  });
  beforeEach(() => database().collection('sessions').deleteMany({}));

  const create = async (input: Partial<CreateSessionMutationVariables['input']>) =>
    (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', ...input } }, agent)).newSession;
  const change = (sessionId: string, changes: Record<string, unknown>) =>
    dataOf(app.url, PatchOneSessionDocument, { input: { sessionId, ...changes } }, agent);
  const card = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  const titles = () => page.getByRole('heading', { level: 2 }).allInnerTexts();
  const totals = async () => (await page.locator('#totals dd').allInnerTexts()).join(' ');
  const isLive = () => page.getByRole('status').getByText('Live').waitFor();
  const open = async () => {
    await page.goto(`${proxy.url}/console`);
    await isLive();
  };

  it('shows totals of more sessions than it shows', async () => {
    const states = ['Ringing', 'Ringing', 'Ringing', 'Hold', 'Connected', 'Passive'];
    const session = (n: number) =>
      storedSession(n, {
        callState: states[n % 6],
        queueState: n % 6 === 0 ? 'Queued' : 'None',
        displayName: `No. ${n}`,
      });
    await insertSessions(
      database(),
      Array.from({ length: 1_068 }, (_, n) => session(n)),
    );
    await open();
    await expect.poll(totals, { timeout: 10_000 }).toBe('534 178 178 178 178');
    expect(await page.locator('#beyond').innerText()).toBe('The newest 1000 of 1068 active sessions are shown below.');
    expect(await page.locator('.session').count()).toBe(1_000);
    await create({ displayName: 'Newest', callState: 'Ringing' });
    const first = page.locator('.session h2').first();
    await expect.poll(() => first.innerText()).toBe('Newest');
    await expect.poll(totals).toBe('535 178 178 178 178');
    expect(await page.locator('.session').count()).toBe(1_000);
  });

  it('finds states, names without accents and phone numbers in any format', async () => {
    await create({ displayName: 'José Ångström', callState: 'Ringing', destination: '+44 20 7946 0958' });
    await create({ displayName: 'Chat', channel: 'Chat', callState: 'Connected' });
    await open();
    await card('Chat').waitFor();
    const names = async () => {
      const visible = page.getByRole('heading', { level: 2 }).filter({ visible: true });
      return (await visible.allInnerTexts()).join(', ');
    };
    for (const [text, expected] of [
      ['ringing', 'José Ångström'],
      ['CONNECTED', 'Chat'],
      ['jose angstrom', 'José Ångström'],
      ['CONNECTED', 'Chat'],
      ['+44 (0)20 7946-0958', 'José Ångström'],
      ['20 7946 0959', ''],
      ['00442079460958', 'José Ångström'],
      ['20 7946 0959', ''],
      ['020 7946 0958', 'José Ångström'],
      ['', 'Chat, José Ångström'],
    ] as const) {
      await page.getByRole('searchbox').fill(text);
      // the board is drawn a few times a second
      await expect.poll(names).toBe(expected);
    }
  });

  it('marks callers who wait in a queue, and counts them', async () => {
    const { id } = await create({ displayName: 'Waiting', callState: 'Ringing', direction: 'Incoming' });
    await open();
    await change(id, { queueState: 'Queued' });
    await card('Waiting').getByText('In queue').waitFor();
    await expect.poll(totals).toBe('1 0 0 0 1');
  });

  it('shows the time in the current state', async () => {
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
    const dates = { dateCreated: ago(7_200), dateStateChanged: ago(65), displayName: 'Long call', callState: 'Hold' };
    const [id = ''] = await insertSessions(database(), [storedSession(1, dates)]);
    await open();
    expect(await card('Long call').locator('time').innerText()).toMatch(/^01:0[5-9]$/);
    await change(id, { callState: 'Connected' });
    await expect.poll(() => card('Long call').locator('time').innerText()).toMatch(/^00:0\d$/);
  });

  it('receives no log with an event, and reads the log that a user opens', async () => {
    const date = new Date();
    const log = Array.from({ length: 1_500 }, (_, n) => ({ date, message: `Entry ${n + 1} ${'x'.repeat(200)}` }));
    const [id = ''] = await insertSessions(database(), [storedSession(1, { displayName: 'Long chat', log })]);
    let received = 0;
    page.once('websocket', (socket) => socket.on('framereceived', ({ payload }) => (received += payload.length)));
    await open();
    const note = (message: string) =>
      dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message } }, agent);
    await note('First note');
    await card('Long chat').getByText('First note').waitFor();
    expect(received).toBeGreaterThan(500);
    expect(received).toBeLessThan(2_500);

    await card('Long chat').locator('summary').click();
    const entries = card('Long chat').getByRole('list', { name: 'Log' });
    await entries.getByText('First note').waitFor();
    await entries.getByText('1301 earlier entries are not shown.').waitFor();
    await note('Second note');
    await entries.getByText('Second note').waitFor();
    expect(await entries.getByText('First note').count()).toBe(1);
  });

  it('isolates right-to-left names, and ignores characters that would reverse an address', async () => {
    await create({ displayName: 'מוקד', direction: 'Incoming', fromName: 'שרה', destination: '+15550100' });
    await create({ displayName: '\u202egro.elpmaxe@nna\u2069', callState: 'Ringing' });
    await open();
    await card('מוקד').waitFor();
    expect(await card('מוקד').locator('.facts bdi').allInnerTexts()).toEqual(['שרה', '+15550100', 'Acme']);
    expect(await titles()).toEqual(['gro.elpmaxe@nna', 'מוקד']);
  });

  it('works in a browser without the newest features, such as Chrome 108', async () => {
    const old = await openBrowser(app.url);
    try {
      await old.page.addInitScript(() => {
        const remove = (from: object, ...names: string[]) => names.map((name) => Reflect.deleteProperty(from, name));
        remove(Object, 'groupBy');
        remove(Map, 'groupBy');
        remove(Promise, 'withResolvers', 'try');
        remove(Array, 'fromAsync');
        remove(Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with');
        remove(AbortSignal, 'any');
        remove(Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf');
        remove(Object.getPrototypeOf(Object.getPrototypeOf([].values())), 'map', 'filter', 'toArray', 'some');
      });
      await create({ displayName: 'Shown', callState: 'Ringing' });
      await old.page.goto(`${app.url}/console`);
      await old.page.getByLabel('Email address').fill('user@acme.test');
      await old.page.getByLabel('Password').fill(demoPassword);
      await old.page.keyboard.press('Enter');
      await old.page.getByRole('heading', { name: 'Shown' }).waitFor();
      await expect.poll(() => old.page.locator('#totals dd').first().innerText()).toBe('1');
      expect(old.complaints).toEqual([]);
    } finally {
      await old.close();
    }
    const style = await (await fetch(`${app.url}/console/console.css`)).text();
    expect(style).not.toMatch(/light-dark\(|color-mix\(|oklch\(|^\s*&|@scope|@layer/m);
  });

  it('says that the network is silent within 15 seconds, and reconnects', async () => {
    await page.clock.install();
    try {
      await open();
      await page.clock.fastForward(25_000);
      await isLive();
      proxy.freeze();
      // a ping, and five seconds of silence
      await page.clock.fastForward(10_000);
      await page.clock.fastForward(5_000);
      await page.getByRole('status').getByText('Reconnecting…').waitFor();
      expect(await page.getByRole('status').first().innerText()).toMatch(/Shown as of \d/);
      await create({ displayName: 'Meanwhile' });
      proxy.open();
      await card('Meanwhile').waitFor();
      await isLive();
    } finally {
      await page.clock.resume();
      proxy.open();
    }
  });

  it('requests no other host and logs nothing but the lost connection in the browser console', () => {
    expect(browser.strayRequests).toEqual([]);
    expect(browser.complaints.filter((text) => !text.includes('WebSocket'))).toEqual([]);
  });
});
