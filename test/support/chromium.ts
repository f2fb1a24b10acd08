import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Reports whether Chromium is installed, and prints a message when it is not. */
export function hasChromium(): boolean {
  const found = existsSync(executablePath);
  if (!found)
    process.stderr.write(`skipped: tests in a browser need ${executablePath} (Debian: apt-get install chromium)\n`);
  return found;
}

export interface Browser {
  readonly page: Page;
  /** URLs of blocked requests to other origins. */
  readonly strayRequests: readonly string[];
  /** Errors and warnings of scripts, content security policy and failed loads. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens a browser with an empty profile that can reach these origins only. */
export async function openBrowser(...origins: string[]): Promise<Browser> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-chromium-'));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath,
    viewport: { width: 1400, height: 850 },
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-quic',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  context.setDefaultTimeout(30_000);

  const strayRequests: string[] = [];
  await context.route(
    (url) => url.protocol !== 'data:' && !origins.includes(url.origin),
    (route, request) => {
      strayRequests.push(request.url());
      return route.abort();
    },
  );

  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });

  return {
    page,
    strayRequests,
    complaints,
    async close() {
      await context.close();
      await rm(userDataDir, { recursive: true, force: true });
    },
  };
}
