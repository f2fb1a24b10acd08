// What a server, and what stands behind it, spend on a request, and a question that makes another spend as much (see steady.mjs).
import { request } from 'undici';
import { cpuWhenIdle, load } from './rounds.mjs';

/** Microseconds of a core so far: of the server, and of what stands behind it. */
const spentBy = async (server) => [await cpuWhenIdle(server), server.behind ? await cpuWhenIdle(server.behind) : 0];

/** @returns requests a second at most; and microseconds of a core spent on each by the server, and by what stands behind it */
export async function mostOf(server, question, seconds) {
  const before = await spentBy(server);
  const { requests, perSecond } = await load(server, question, { duration: seconds });
  const after = await spentBy(server);
  return { perSecond, spent: after.map((microseconds, n) => (microseconds - before[n]) / requests) };
}

/** Bytes of an answer's body. */
export async function bytesOf({ message: { url } }, { path, method, headers, body }) {
  const answer = await request(url + path, { method, headers, body });
  return (await answer.body.arrayBuffer()).byteLength;
}

/**
 * @param steady a server as of steady.mjs; @param other what mostOf told of another, and the bytes it answers with
 * @returns the question for which the steady one spends, and answers, as much as the other
 */
export async function asMuchWork(steady, question, { spent, bytes }, seconds) {
  const pathFor = ([own, behind]) => `/${own}/${bytes}${steady.behind ? `/${behind}` : ''}`;
  const least = await mostOf(steady, { ...question, path: pathFor([0, 0]) }, seconds);
  const missing = spent.map((microseconds, n) => Math.max(0, Math.round(microseconds - least.spent[n])));
  return { ...question, path: pathFor(missing) };
}
