// Clients create sessions while the server is killed again and again; then every create is repeated with its key.
import { basic } from './graphql.mjs';
import { startServer } from './server-process.mjs';

const password = 'kill-rounds';
const headers = {
  ...basic('user@acme.test', password),
  'content-type': 'application/json',
};
const start = (dataDir) => startServer({ DATA_DIR: dataDir, DEMO_PASSWORD: password });

/** Every other create goes through the other door. @returns the id, `null` when there was no answer */
async function create(url, number) {
  const displayName = `create ${number}`;
  const idempotencyKey = `key ${number}`;
  const query = 'mutation($i:NewSession!,$k:String){newSession(input:$i,idempotencyKey:$k){id}}';
  const variables = { i: { channel: 'Voice', displayName }, k: idempotencyKey };
  try {
    const response = await (number % 2
      ? fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
      : fetch(`${url}/sessions`, {
          method: 'POST',
          headers: { ...headers, 'idempotency-key': idempotencyKey },
          body: JSON.stringify({ displayName }),
        }));
    const body = await response.json();
    const id = body.data?.newSession.id ?? body.id;
    if (!id) throw new Error(`unexpected answer ${response.status}: ${JSON.stringify(body)}`);
    return id;
  } catch (error) {
    if (error instanceof TypeError || error.name === 'SyntaxError') return null;
    throw error;
  }
}

async function totalCount(url) {
  const body = JSON.stringify({ query: '{sessions(first:0){totalCount}}' });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return (await response.json()).data.sessions.totalCount;
}

/**
 * Kills the server `rounds` times, each time in the midst of `clients` creating sessions.
 * @returns how many creates were sent and acknowledged, and how many of those are lost, changed or there twice
 */
export async function runKillRounds({ dataDir, rounds, clients }) {
  const acknowledged = new Map();
  let sent = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { url, end } = await start(dataDir);
    let killed = false;
    const client = async () => {
      while (!killed) {
        sent += 1;
        const number = sent;
        const id = await create(url, number);
        if (id) acknowledged.set(number, id);
      }
    };
    const working = Array.from({ length: clients }, client);
    // into the thick of it: some are answered, the next are under way
    const enough = acknowledged.size + 4 * clients;
    while (acknowledged.size < enough) await new Promise((done) => setTimeout(done, 5));
    await new Promise((done) => setTimeout(done, round % 20));
    killed = true;
    await end('SIGKILL');
    await Promise.all(working);
  }
  const { url, end } = await start(dataDir);
  const before = await totalCount(url);
  let changed = 0;
  const numbers = Array.from({ length: sent }, (_, index) => index + 1);
  for (let at = 0; at < numbers.length; at += clients) {
    await Promise.all(
      numbers.slice(at, at + clients).map(async (number) => {
        const id = await create(url, number);
        if (acknowledged.has(number) && acknowledged.get(number) !== id) changed += 1;
      }),
    );
  }
  const after = await totalCount(url);
  await end('SIGTERM');
  return { sent, acknowledged: acknowledged.size, storedBeforeRepeat: before, lost: changed, doubled: after - sent };
}
