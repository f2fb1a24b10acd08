import { openDatabase } from '../database.mjs';
import { cores, pin, startServer } from './processes.mjs';
import { newSession } from './scenarios.mjs';

const password = 'correct horse battery staple';
const authorization = `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`;
const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000' };

/**
 * Opens a database with demo data and 50 sessions, each with members, log and breadcrumb, and moves it and this process off
 * the core of the measured server.
 * @returns the database, with `ownEnv` for voice-sessions, and the sessions as `data`
 */
export async function prepare() {
  pin(process.pid, cores.others);
  const database = await openDatabase();
  if (database.pid) pin(database.pid, cores.others);
  const list = await createSessions(database.uri);
  return {
    ...database,
    authorization,
    data: { list, one: list[0] },
    id: list[0].id,
    ownEnv: { MONGODB_URI: database.uri, SEED_DEMO: '0', ...limits },
  };
}

async function createSessions(uri) {
  const server = await startServer({ env: { MONGODB_URI: uri, SEED_DEMO: '1', DEMO_PASSWORD: password } });
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization };
  const body = JSON.stringify({ ...newSession, memberEmailAddresses: ['a@x.test', 'b@x.test'] });
  const list = [];
  for (let n = 0; n < 50; n += 1) {
    const response = await fetch(`${server.url}/sessions`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(await response.text());
    list.unshift(await response.json());
  }
  await server.stop();
  return list;
}
