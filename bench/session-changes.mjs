// Clients that create, change and end sessions, and remember what was answered.
import { setTimeout as wait } from 'node:timers/promises';
import { ask } from './graphql.mjs';

const create = 'mutation ($input: NewSession!) { done: newSession(input: $input) { id revision } }';
const note = 'mutation ($input: AddSessionLog!) { done: addSessionLog(input: $input) { id revision } }';
const rename = 'mutation ($input: PatchSession!) { done: patchSession(input: $input) { id revision } }';
const end = 'mutation ($input: EndSession!) { done: endSession(input: $input) { id revision } }';
const channels = ['Voice', 'Chat', 'Fax'];
/** Answers after which it is known that nothing was done. */
const refusals = new Set(['CONFLICT', 'NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT']);

const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** @returns what a client does next, with a session that is its own or with one of those that all share */
function nextChange(own, shared) {
  const chance = Math.random();
  if (chance < 0.1 && shared.length > 0) return [note, { id: pick(shared), message: 'Noted by somebody' }];
  if (own === null || chance < 0.3) return [create, { channel: pick(channels) }];
  if (chance < 0.75) return [note, { id: own, message: 'Noted' }];
  if (chance < 0.9) return [rename, { id: own, displayName: `Name ${Math.random()}` }];
  return [end, { id: own }];
}

/**
 * Makes so many changes, each on a server that is up.
 * @param urls which servers are up, asked anew each time
 * @param clients who asks, one for each that works at the same time: headers, and the ids of sessions that it shares
 * @param onProgress told how many changes have been answered or given up so far
 * @returns what was answered well (the session and its revision), and how many were sent, refused, and never answered
 */
export async function changeSessions({ urls, clients, changes, onProgress = () => {} }) {
  const figures = { sent: 0, acknowledged: [], refused: 0, inDoubt: 0 };
  const work = async ({ headers, shared }) => {
    let own = null;
    while (figures.sent < changes) {
      const url = pick(urls());
      if (!url) {
        await wait(20);
        continue;
      }
      figures.sent += 1;
      const [mutation, input] = nextChange(own, shared);
      try {
        const { done } = await ask(url, headers, mutation, { input });
        figures.acknowledged.push(done);
        if (mutation === create) own = done.id;
        if (mutation === end) own = null;
      } catch (error) {
        if (refusals.has(error.code)) figures.refused += 1;
        else figures.inDoubt += 1;
        own = null;
      }
      onProgress(figures.acknowledged.length + figures.refused + figures.inDoubt);
    }
  };
  await Promise.all(clients.map(work));
  return figures;
}
