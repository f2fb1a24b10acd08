import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, hasChromium, openBrowser } from '../../support/chromium.ts';
import { insertSessions, storedSession } from '../../support/session-documents.ts';
import { demoPassword } from '../../support/start-test-app.ts';
import { useDatabase, useTestApp } from '../../support/use-test-app.ts';

// the browser is slow while other tests run in parallel
const timeout = 60_000;

describe.skipIf(!hasChromium())('the pages without scripts', { timeout }, () => {
  const app = useTestApp();
  const database = useDatabase(app);
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const sessions = Array.from({ length: 60 }, (_, n) => storedSession(n, { displayName: `No. ${n}` }));
    await insertSessions(database(), sessions);
    browser = await openBrowser(app.url);
    page = browser.page;
  }, timeout);
  afterAll(() => browser?.close());

  async function signIn(): Promise<void> {
    await page.goto(`${app.url}/console`);
    await page.getByLabel('Email address').fill('user@acme.test');
    await page.getByLabel('Password').fill(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByText('Live', { exact: true }).waitFor();
  }

  it('lead from the home page to every other page, and say who is signed in', async () => {
    await page.goto(app.url);
    await page.getByText('Nobody is signed in.').waitFor();
    await signIn();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByText('Signed in as User Acme (user@acme.test).').waitFor();
    const open = page.getByRole('table', { name: 'Open' }).getByRole('link');
    expect(await open.allInnerTexts()).toEqual([
      'Wallboard',
      'Playground',
      'Sessions',
      'REST operations',
      'OpenAPI',
      'Types',
    ]);
    const addresses = await page
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => Reflect.get(link, 'href')));
    expect(addresses.length).toBeGreaterThan(20);
    for (const address of addresses)
      expect([address, (await page.request.get(address, { headers: { accept: 'text/html' } })).status()]).toEqual([
        address,
        200,
      ]);
  });

  it('show a list as a table with links and pages', async () => {
    await page.goto(`${app.url}/sessions?countPerPage=25`);
    await page.getByText('Page 1 of 3, 60 in all').first().waitFor();
    expect(await page.getByRole('row').count()).toBe(26);
    await page.getByRole('link', { name: 'next page' }).first().click();
    await page.getByText('Page 2 of 3, 60 in all').first().waitFor();
    await page.getByRole('link', { name: 'next page' }).first().click();
    expect(await page.getByRole('link', { name: 'next page' }).count()).toBe(0);
    expect(await page.getByRole('row').count()).toBe(11);
    await page.getByRole('row').last().getByRole('link').first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/sessions\/[0-9a-f]{24}$/);
    await page.getByRole('row', { name: 'displayName No. 0' }).waitFor();
    await page.getByRole('link', { name: 'XML' }).click();
    expect(await page.content()).toContain('SessionInfo');
  });

  it.each(['/', '/metadata', '/json/metadata?op=NewSession', '/csv/metadata?op=ListSessions&lang=csharp', '/sessions'])(
    '%s fits a phone and passes the accessibility checks of axe',
    async (path) => {
      await page.goto(app.url + path);
      await page.screenshot({ path: `/tmp/p${path.replaceAll(/\W/g, '_')}wide.png` });
      await page.setViewportSize({ width: 360, height: 740 });
      await page.screenshot({ path: `/tmp/p${path.replaceAll(/\W/g, '_')}.png` });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
      }
      await page.setViewportSize({ width: 1_400, height: 850 });
      await page.emulateMedia({ colorScheme: 'light' });
    },
  );
});
