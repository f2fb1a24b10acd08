// Takes the pictures of the README from demo data: `npm run build && node scripts/screenshots.mjs`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = new URL('../', import.meta.url);
const images = fileURLToPath(new URL('docs/images/', root));
const password = 'demo password of the pictures';
const user = `Basic ${btoa(`user@acme.test:${password}`)}`;

const callers = [
  {
    displayName: 'Delivery of order 4711',
    channel: 'Voice',
    callState: 'Connected',
    customer: 3,
    fromName: 'Ann Meyer',
  },
  { displayName: 'Invoice for May', channel: 'Voice', callState: 'Ringing', customer: 2, fromName: 'José Ångström' },
  { displayName: 'Where is the parcel?', channel: 'Chat', callState: 'Connected', members: ['guest@example.com'] },
  { displayName: 'Opening hours', channel: 'Voice', callState: 'Hold', customer: 3, fromName: 'Bob Stone' },
  { displayName: 'Return of a lamp', channel: 'Voice', callState: 'Connected', customer: 2, fromName: 'שרה לוי' },
  { displayName: 'Signed contract', channel: 'Fax', callState: 'Passive', fromName: 'Law office' },
  { displayName: 'Call back', channel: 'Voice', callState: 'Ringing', direction: 'Outgoing', customer: 3 },
  {
    displayName: 'Damaged box',
    channel: 'Voice',
    callState: 'Ringing',
    customer: 2,
    fromName: 'Carla Diaz',
    queued: true,
  },
  { displayName: 'New address', channel: 'Chat', callState: 'Connected', members: ['agent@acme.test'] },
];

const data = await mkdtemp(join(tmpdir(), 'voice-sessions-pictures-'));
const server = spawn(process.execPath, ['dist/main.js'], {
  cwd: root,
  env: { ...process.env, PORT: '0', DATA_DIR: data, DEMO_PASSWORD: password, MONGODB_URI: '', LOG_LEVEL: 'info' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await addressOf(server.stdout);
  for (const [index, caller] of callers.entries()) await create(url, caller, index);
  await takePictures(url);
} finally {
  server.kill();
  await once(server, 'exit');
  await rm(data, { recursive: true, force: true });
}

async function addressOf(output) {
  let text = '';
  for await (const chunk of output) {
    text += chunk;
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    if (address) {
      output.resume();
      return address;
    }
  }
  throw new Error(`the server has not started:\n${text}`);
}

async function send(url, method, path, body) {
  const headers = { authorization: user, 'content-type': 'application/json', accept: 'application/json' };
  const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function create(url, { customer, members = [], queued, ...session }, index) {
  const { id } = await send(url, 'POST', '/sessions', {
    direction: 'Incoming',
    destination: `+1555010${index}`,
    memberEmailAddresses: members,
    ...(customer && { customerId: `c0500000000000000000000${customer}` }),
    ...session,
  });
  if (queued) await send(url, 'PATCH', `/sessions/${id}`, { queueState: 'Queued' });
}

async function takePictures(url) {
  await mkdir(images, { recursive: true });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 704 }, colorScheme: 'light' });
    await page.goto(`${url}/console`);
    await page.getByLabel('Email address').fill('user@acme.test');
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('Live', { exact: true }).waitFor();
    await page.locator('#totals dd').filter({ hasText: /\d/ }).first().waitFor();
    await page.screenshot({ path: join(images, 'console.png') });

    await page.goto(`${url}/graphql`);
    await page.getByRole('tab', { name: 'NewestSessions' }).click();
    await page.getByLabel('Operation Editor').getByText('NewestSessions').first().waitFor();
    await page.getByRole('button', { name: 'Execute query' }).click();
    await page.getByRole('menuitem', { name: 'NewestSessions' }).click();
    await page.getByLabel('Result Window').getByText('"totalCount"').waitFor();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(images, 'playground.png') });
  } finally {
    await browser.close();
  }
}
