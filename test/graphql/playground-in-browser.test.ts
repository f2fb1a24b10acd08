import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreateSessionDocument } from '../operations/operations.generated.ts';
import { type Browser, hasChromium, openBrowser } from '../support/chromium.ts';
import { dataOf } from '../support/graphql-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

type Data = Record<string, Record<string, unknown>>;

// the browser is slow while other tests run in parallel
const timeout = 60_000;

describe.skipIf(!hasChromium())('the playground in Chromium with all other hosts blocked', { timeout }, () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    app = await startTestApp();
    browser = await openBrowser(app.url);
    page = browser.page;
    await page.goto(`${app.url}/graphql`);
    await editorIsThere();
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const editorIsThere = () => page.locator('.graphiql-query-editor .view-line').first().waitFor();
  const tabTitles = () => page.getByRole('tab').allInnerTexts();
  // GraphiQL stores its tabs half a second after a change
  const storedTabs = () =>
    page.evaluate<{ activeTabIndex: number; tabs: unknown[] }>(
      `JSON.parse(sessionStorage.getItem('graphiql:tabState'))`,
    );

  async function openTab(title: string): Promise<void> {
    await page.getByRole('tab', { name: title }).click();
    await page.getByLabel('Operation Editor').getByText(title).first().waitFor();
  }

  /** Types a value between the quotes of a variable whose text is empty. */
  async function fillIn(variable: string, value: string): Promise<void> {
    await page
      .getByLabel('Variables')
      .locator('.view-line', { hasText: `"${variable}"` })
      .click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.insertText(value);
  }

  /** Presses the run button, and selects the operation if there are several. */
  async function send(operation?: string): Promise<Response> {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST', { timeout: 5_000 });
    // GraphiQL shows the button without a menu until it has read the operations of the tab
    const execute = page.getByRole('button', { name: 'Execute query' });
    const button = operation ? execute.and(page.locator('[aria-haspopup="menu"]')) : execute;
    const press = async () => {
      await button.click({ timeout: 4_000 });
      if (operation) await page.getByRole('menuitem', { name: operation }).click({ timeout: 4_000 });
    };
    const [response] = await Promise.all([answered, press()]);
    return response;
  }

  /** Runs an operation and waits for its result. Retries once: GraphiQL can lose a click while it changes tabs. */
  async function run(operation?: string): Promise<Data> {
    const response = await send(operation).catch(() => send(operation));
    const { data } = (await response.json()) as { data: Data };
    const [field = ''] = Object.keys(data);
    await page.getByLabel('Result Window').getByText(`"${field}"`).waitFor();
    return data;
  }

  it('signs in, creates sessions and reads them back', async () => {
    expect(await page.title()).toContain('voice-sessions');
    expect(await tabTitles()).toEqual([
      'SignIn',
      'CreateVoiceSession',
      'CreateTeamChat',
      'NewestSessions',
      'HoldSession',
      'SessionStatistics',
      'LiveEvents',
      'WhoAmI',
    ]);

    await fillIn('password', demoPassword);
    expect((await run()).signIn).toMatchObject({ name: 'User Acme', accountNames: ['Acme'] });

    await openTab('CreateVoiceSession');
    const { newSession: call } = await run();
    expect(call).toMatchObject({ displayName: 'Call about the delivery', dialState: 'Active', accountName: 'Acme' });

    await openTab('CreateTeamChat');
    const { newSession: chat } = await run();
    expect(chat?.members).toHaveLength(3);

    await openTab('NewestSessions');
    const { sessions } = await run('NewestSessions');
    expect(sessions).toMatchObject({ totalCount: 2, nodes: [{ id: chat?.id }, { id: call?.id }] });
    await fillIn('id', String(call?.id));
    expect((await run('OneSession')).session).toMatchObject({ id: call?.id, displayName: 'Call about the delivery' });

    await openTab('HoldSession');
    await fillIn('id', String(call?.id));
    expect((await run('HoldSession')).holdSession).toMatchObject({ callState: 'Hold', holdReason: 'Transferring' });
    expect((await run('ResumeSession')).resumeSession).toEqual({ callState: 'Connected', holdReason: 'None' });

    await openTab('SessionStatistics');
    const { sessionStats } = await run();
    expect(sessionStats).toMatchObject([{ count: 1 }, { count: 1 }]);

    await openTab('WhoAmI');
    expect((await run('WhoAmI')).me).toMatchObject({ emailAddress: 'user@acme.test' });
  });

  it('keeps tabs and the sign-in over a reload, and writes nothing to localStorage', async () => {
    const titles = await tabTitles();
    await expect.poll(async () => (await storedTabs()).activeTabIndex).toBe(7);
    await page.reload();
    await editorIsThere();
    expect(await tabTitles()).toEqual(titles);
    expect((await run('WhoAmI')).me).toMatchObject({ name: 'User Acme' });
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(page.url()).toBe(`${app.url}/graphql`);
  });

  it('shows the events of a subscription as they happen', async () => {
    await openTab('LiveEvents');
    const execute = page.getByRole('button', { name: 'Execute query' });
    const stop = page.getByRole('button', { name: 'Stop query' });
    // GraphiQL can lose a click while it changes tabs
    const start = async () => (await stop.isVisible()) || (await execute.click({ timeout: 1_000 }).catch(() => {}));
    await expect.poll(start, { timeout: 20_000, interval: 500 }).toBe(true);
    const result = page.getByLabel('Result Window');
    await expect
      .poll(async () => {
        await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', displayName: 'Parcel' } });
        return result.innerText();
      })
      .toContain('Parcel');
    await stop.click();
  });

  it('opens a tab with the operation of a link, and keeps the other tabs', async () => {
    const titles = await tabTitles();
    const query = 'query Linked($n: Int!) { sessions(first: $n) { totalCount } }';
    await page.goto(`${app.url}/graphql?${new URLSearchParams({ query, variables: '{"n": 1}' })}`);
    await editorIsThere();
    await expect.poll(tabTitles).toEqual([...titles, 'Linked']);
    expect((await run()).sessions).toHaveProperty('totalCount');
    expect(page.url()).toBe(`${app.url}/graphql`);
    await expect.poll(async () => (await storedTabs()).tabs.length).toBe(titles.length + 1);
    await page.reload();
    await editorIsThere();
    expect(await tabTitles()).toEqual([...titles, 'Linked']);
    await page.evaluate('sessionStorage.clear()');
    await page.goto(`${app.url}/graphql?${new URLSearchParams({ query })}`);
    await editorIsThere();
    await expect.poll(async () => (await tabTitles()).slice(0, 2)).toEqual(['Linked', 'SignIn']);
  });

  it('shows the schema, and marks the errors of an operation', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByText('SessionInfo', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'New tab' }).click();
    await page.getByLabel('Operation Editor').locator('.monaco-editor').first().click();
    await page.keyboard.insertText('query Wrong { nothingOfThatName }');
    await page.getByLabel('Operation Editor').locator('.squiggly-error').first().waitFor();
  });

  it('requests no other host and logs nothing in the browser console', () => {
    expect(browser.strayRequests).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
