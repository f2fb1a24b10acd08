import { fork } from 'node:child_process';
import { newSession } from './operations.mjs';

const password = 'correct horse battery staple';
const authorization = `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`;

/**
 * A store with demo data and 50 sessions, each with members, log and breadcrumb, and what this server answers over it.
 * The store is a process of its own, to be shared.
 */
export async function prepare(dataDir, { listQuery, sessionQuery }) {
  const store = fork(new URL('./store.mjs', import.meta.url).pathname, [dataDir]);
  const { uri } = await new Promise((resolve) => store.once('message', resolve));
  const server = fork(new URL('./ours.mjs', import.meta.url).pathname, {
    env: { PATH: process.env.PATH, MONGODB_URI: uri, SEED_DEMO: '1', DEMO_PASSWORD: password, PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { url } = await new Promise((resolve) => server.once('message', resolve));
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json', authorization };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  const { data: customers } = await post('/graphql', {
    query: '{ customers(first: 25) { nodes { id breadcrumb { id } } } }',
  });
  const customer = customers.customers.nodes.toSorted((a, b) => b.breadcrumb.length - a.breadcrumb.length)[0];
  let id;
  for (let n = 0; n < 50; n += 1) {
    const memberEmailAddresses = ['a@x.test', 'b@x.test'];
    ({ id } = await post('/sessions', { ...newSession, customerId: customer.id, memberEmailAddresses }));
  }
  const list = (await post('/graphql', { query: listQuery })).data.sessions;
  const one = (await post('/graphql', { query: sessionQuery, variables: { id } })).data.session;
  server.kill();
  return { uri, authorization, id, answers: { list, one }, close: async () => store.kill() };
}
