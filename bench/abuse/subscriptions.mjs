import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { attacker, graphql } from './victim.mjs';

export const description = 'one user opens 50 equal subscriptions on each of 20 sockets; four sessions change a second';

const sockets = 20;
const perSocket = 50;
const changeMs = 250;
const family = 10;
const subscription = `subscription {
  sessionEvents { cursor session { parent { children {
    id displayName members { identity role } log { message } parent { id members { identity } }
  } } } }
}`;
const newSession = 'mutation ($input: NewSession!) { newSession(input: $input) { id } }';
const addSessionLog = 'mutation ($input: AddSessionLog!) { addSessionLog(input: $input) { id } }';
const line =
  /^voice_sessions_graphql_operations_executed_total\{execution="interpreted",reason="subscription"\} (\d+)$/m;

/** Creates a session with children. Returns the id of one child. */
export async function prepare({ url }) {
  const create = async (input) => (await graphql(url, attacker, newSession, { input })).newSession.id;
  const parentSessionId = await create({ channel: 'Voice' });
  let last = parentSessionId;
  for (let count = 0; count < family; count += 1) last = await create({ channel: 'Voice', parentSessionId });
  return last;
}

export const attack = (server, signal, sessionId) => subscribeAndChange(server, signal, sessionId, () => subscription);

/** @param queryOf returns the document of a subscription by its number */
export async function subscribeAndChange({ url }, signal, sessionId, queryOf) {
  const figures = { subscriptions: 0, refused: 0, changes: 0, 'events received': 0 };
  const open = [];
  while (open.length < sockets) open.push(await connect(url));
  await Promise.all(open.map((socket, index) => subscribe(socket, index * perSocket, queryOf, figures)));
  const before = await executed(url);
  while (!signal.aborted || figures.changes === 0) {
    const change = graphql(url, attacker, addSessionLog, { input: { sessionId, message: 'Noted' } });
    figures.changes += await change.then(
      () => 1,
      () => 0,
    );
    await wait(changeMs);
  }
  const executions = (await executed(url)) - before;
  for (const socket of open) socket.terminate();
  return { ...figures, executions, 'executions per change': +(executions / figures.changes).toFixed(1) };
}

async function connect(url) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: attacker.authorization } }));
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

/** Starts the subscriptions of a socket. Resolves when the server has read them. */
async function subscribe(socket, first, queryOf, figures) {
  for (let number = first; number < first + perSocket; number += 1) {
    socket.send(JSON.stringify({ id: `${number}`, type: 'subscribe', payload: { query: queryOf(number) } }));
    figures.subscriptions += 1;
  }
  socket.send(JSON.stringify({ id: 'last', type: 'subscribe', payload: { query: '{ __typename }' } }));
  await new Promise((resolve) => {
    socket.on('message', (data) => {
      // messages are large: a parser would slow the attacker down
      const text = String(data);
      if (text.includes('"id":"last"')) resolve();
      else if (text.includes('"sessionEvents":{')) figures['events received'] += 1;
      else if (text.includes('"errors"')) figures.refused += 1;
    });
  });
}

/** Returns the number of executions for events of subscriptions since the start of the server. */
async function executed(url) {
  const response = await fetch(`${url}/metrics`);
  return Number(line.exec(await response.text())?.[1] ?? 0);
}
