import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  type CreateSessionMutationVariables,
  EndOneSessionDocument,
  PatchOneSessionDocument,
} from '../operations/operations.generated.ts';
import { type Browser, hasChromium, openBrowser } from '../support/chromium.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

// the browser is slow while other tests run in parallel
const timeout = 60_000;
const agent = as('agent@acme.test');

describe.skipIf(!hasChromium())('the wallboard in Chromium with all other hosts blocked', { timeout }, () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    app = await startTestApp();
    browser = await openBrowser(app.url);
    page = browser.page;
    await page.goto(`${app.url}/console`);
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const create = async (input: Partial<CreateSessionMutationVariables['input']>, url = app.url) =>
    (await dataOf(url, CreateSessionDocument, { input: { channel: 'Voice', ...input } }, agent)).newSession;
  const sessionNamed = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  const total = (state: string) => page.locator(`#totals [data-state="${state}"] dd`);
  const isLive = () => page.getByRole('status').getByText('Live').waitFor();

  it('signs in', async () => {
    await page.getByLabel('Email address').fill('user@acme.test');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Invalid Username or Password').waitFor();
    await page.getByLabel('Password').fill(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByText('No active sessions.').waitFor();
    await isLive();
    expect(await page.locator('#who').innerText()).toBe('User Acme');
  });

  it('shows sessions as they are created, changed and ended', async () => {
    const input = { displayName: 'Delivery', destination: '+15550100', callState: 'Ringing' } as const;
    const { id } = await create({ ...input, customerId: demoIds.northShop });
    const session = sessionNamed('Delivery');
    await session.getByText('Ringing', { exact: true }).waitFor();
    expect(await session.innerText()).toMatch(/Voice · Outgoing · agent@acme.test → \+15550100 · North Shop · Acme/);
    expect(await session.getByRole('list', { name: 'Members' }).innerText()).toMatch('Agent Acme (Caller, Ringing)');
    expect(await session.locator('time').innerText()).toMatch(/^00:0\d$/);
    await expect.poll(() => total('Ringing').innerText()).toBe('1');

    await dataOf(app.url, PatchOneSessionDocument, { input: { sessionId: id, callState: 'Connected' } }, agent);
    await session.getByText('Connected', { exact: true }).waitFor();
    expect([await total('Ringing').innerText(), await total('Connected').innerText()]).toEqual(['0', '1']);
    await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: '<b>Noted</b>' } }, agent);
    // markup is shown as text
    await session.getByText('<b>Noted</b>').first().waitFor();
    await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id } }, agent);
    await session.waitFor({ state: 'detached' });
    await page.getByText('No active sessions.').waitFor();
  });

  it('supports the keyboard', async () => {
    await create({ displayName: 'First' });
    await sessionNamed('First').waitFor();
    await create({ displayName: 'Second', channel: 'Chat' });
    await sessionNamed('Second').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Second', 'First']);
    await page.keyboard.press('/');
    await page.keyboard.type('first');
    await sessionNamed('Second').waitFor({ state: 'hidden' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await sessionNamed('First').getByRole('list', { name: 'Log' }).getByText('Session created by Agent Acme').waitFor();
    await page.getByRole('searchbox').fill('');
    await sessionNamed('Second').waitFor();
  });

  it.each(['light', 'dark'] as const)('passes the accessibility checks of axe, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('fits a screen 360 pixels wide', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.setViewportSize({ width: 1_400, height: 850 });
  });

  it('requests no other host and logs nothing in the browser console', () => {
    expect(browser.strayRequests).toEqual([]);
    // a wrong password is a GraphQL error, which the browser does not log
    expect(browser.complaints).toEqual([]);
  });

  it('resumes after the last event when the connection is restored', async () => {
    const env = { MONGODB_URI: app.database.uri, SEED_DEMO: '0' };
    const other = await startTestApp(env);
    const { port } = new URL(app.url);
    await app.close();
    await page.getByRole('status').getByText('Reconnecting…').waitFor();
    await create({ displayName: 'Meanwhile' }, other.url);
    app = await startTestApp({ ...env, PORT: port });
    await sessionNamed('Meanwhile').waitFor();
    await isLive();
    await create({ displayName: 'Afterwards' }, other.url);
    await sessionNamed('Afterwards').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
      expect.arrayContaining(['Afterwards', 'Meanwhile', 'Second', 'First']),
    );
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(4);
    await other.close();
  });

  it('signs out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
