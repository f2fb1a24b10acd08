// What a server, and what stands behind it, spend on a request, and a question that makes another spend as much (see steady.mjs).
import { request } from 'undici';
import { cpuWhenIdle, load } from './rounds.mjs';

/** Microseconds of a core so far: of the server, and of what stands behind it. */
const spentBy = async (server) => [await cpuWhenIdle(server), server.behind ? await cpuWhenIdle(server.behind) : 0];

/** @returns requests a second at most: as many as are answered when each of some connections asks again as soon as it can */
export async function mostOf(server, question, seconds) {
  return (await load(server, question, { duration: seconds })).perSecond;
}

/** @param asks asks a number of requests, and resolves to that. @returns microseconds of a core spent on each by the server, and by what stands behind it */
export async function spentOnEach(server, asks) {
  const before = await spentBy(server);
  const requests = await asks();
  const after = await spentBy(server);
  return after.map((microseconds, n) => (microseconds - before[n]) / requests);
}

/** Bytes of an answer's body. */
export async function bytesOf({ message: { url } }, { path, method, headers, body }) {
  const answer = await request(url + path, { method, headers, body });
  return (await answer.body.arrayBuffer()).byteLength;
}

/**
 * @param steady a server as of steady.mjs; @param other what another spends on each request (as of spentOnEach), and the bytes it answers with
 * @returns the question for which the steady one spends, and answers, as much as the other
 */
export async function asMuchWork(steady, question, { spent, bytes }, seconds) {
  const pathFor = ([own, behind]) => `/${own}/${bytes}${steady.behind ? `/${behind}` : ''}`;
  const nothing = { ...question, path: pathFor([0, 0]) };
  const least = await spentOnEach(steady, async () => (await load(steady, nothing, { duration: seconds })).requests);
  const missing = spent.map((microseconds, n) => Math.max(0, Math.round(microseconds - least[n])));
  return { ...question, path: pathFor(missing) };
}
