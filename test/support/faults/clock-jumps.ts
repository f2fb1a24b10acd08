import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endProcess } from '../start-process.ts';
import { type FaultFigures, graphqlData, headers, Ledger } from './ledger.ts';
import { password, pause, startServer, withFolder } from './processes.ts';

const hour = 3_600_000;
const preload = pathToFileURL(resolve('test/support/faults/clock-that-jumps.mjs')).href;

/** @returns the cookies of a sign-in */
async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ userName: 'user@acme.test', password });
  const response = await fetch(`${url}/auth/credentials`, {
    method: 'POST',
    headers: { ...headers, authorization: '' },
    body,
  });
  const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0]);
  return cookies.join('; ');
}

async function isSignedIn(url: string, cookie: string): Promise<boolean> {
  return (await fetch(`${url}/sessions`, { headers: { accept: 'application/json', cookie } })).status === 200;
}

/** Reads all pages; the clock jumps after the first one. @returns the ids of all pages */
async function readAll(url: string, jump: () => Promise<void>): Promise<string[]> {
  const query = 'query($a:String){sessions(first:100,after:$a){nodes{id} pageInfo{endCursor hasNextPage}}}';
  const ids: string[] = [];
  for (let after: string | null = null, hasMore = true; hasMore; ) {
    const { sessions } = await graphqlData(url, query, { a: after });
    ids.push(...sessions.nodes.map(({ id }) => id));
    if (after === null) await jump();
    after = sessions.pageInfo.endCursor;
    hasMore = sessions.pageInfo.hasNextPage;
  }
  return ids;
}

/** Moves the wall clock of server and database: ids, cursors, keys, limits and sign-ins must stay valid. */
export function clockJumps({
  offsets = [hour, -hour, 26 * hour, -50 * hour, 0] as readonly number[],
  clients = 16,
} = {}): Promise<FaultFigures> {
  return withFolder(async (folder) => {
    const file = join(folder, 'offset');
    await writeFile(file, '0');
    const settings = { DATA_DIR: join(folder, 'data'), CLOCK_OFFSET_FILE: file };
    const server = await startServer(settings, { nodeOptions: ['--import', preload] });
    const ledger = new Ledger();
    for (const offset of offsets) {
      const stop = ledger.start(() => server.url, clients);
      await ledger.more(5 * clients);
      await stop();
      const known = new Set(ledger.acknowledged.values());
      const cookie = await signIn(server.url);
      const found = await readAll(server.url, async () => {
        await writeFile(file, String(offset));
        await pause(100);
      });
      const missing = [...known].filter((id) => !found.includes(id)).length;
      if (missing > 0 || new Set(found).size < found.length) throw new Error('a list lost or repeated a session');
      if (Math.abs(offset) <= hour && !(await isSignedIn(server.url, cookie))) throw new Error('a sign-in was lost');
    }
    if (ledger.unanswered > 0) throw new Error(`${ledger.unanswered} requests were not answered`);
    const figures = await ledger.settle(server.url);
    await endProcess(server, 'SIGTERM');
    return figures;
  });
}
