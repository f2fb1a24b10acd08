import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { graphql, headers, Ledger } from './ledger.mjs';
import { password, pause, startServer, withFolder } from './processes.mjs';

const hour = 3_600_000;
const preload = new URL('./clock-that-jumps.mjs', import.meta.url).href;

async function signIn(url) {
  const body = JSON.stringify({ userName: 'user@acme.test', password });
  const response = await fetch(`${url}/auth/credentials`, {
    method: 'POST',
    headers: { ...headers, authorization: '' },
    body,
  });
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

async function isSignedIn(url, cookie) {
  return (await fetch(`${url}/sessions`, { headers: { accept: 'application/json', cookie } })).status === 200;
}

/** Reads a page with the clock of before and the rest with that of after. @returns how often which id came */
async function walk(url, jump) {
  const ids = [];
  for (let after = null, more = true; more; ) {
    const { data } = await graphql(
      url,
      'query($a:String){sessions(first:100,after:$a){nodes{id} pageInfo{endCursor hasNextPage}}}',
      { a: after },
    );
    ids.push(...data.sessions.nodes.map(({ id }) => id));
    if (after === null) await jump();
    after = data.sessions.pageInfo.endCursor;
    more = data.sessions.pageInfo.hasNextPage;
  }
  return ids;
}

/** The wall clock of server and store jumps: ids, cursors, keys, limits and sign-ins stay what they were. */
export function clockJumps({ offsets = [hour, -hour, 26 * hour, -50 * hour, 0], clients = 16 } = {}) {
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
      const found = await walk(server.url, async () => {
        await writeFile(file, String(offset));
        await pause(100);
      });
      const missing = [...known].filter((id) => !found.includes(id)).length;
      if (missing > 0 || new Set(found).size < found.length) throw new Error('a list lost or repeated something');
      if (Math.abs(offset) <= hour && !(await isSignedIn(server.url, cookie))) throw new Error('a sign-in was lost');
    }
    if (ledger.unanswered > 0) throw new Error(`${ledger.unanswered} requests were not answered`);
    const figures = await ledger.settle(server.url);
    await server.end('SIGTERM');
    return figures;
  });
}
