import { Pool } from 'undici';

const connections = 64;
const settleMs = 10_000;
/** Until connections are open and whoever asks is warm, what is measured is that. */
export const warmUpSeconds = 1;

/**
 * Asks at a steady rate, whether or not earlier requests have been answered, as people who do not know of each other do: what a
 * slow answer would hold up is asked all the same. What whoever asks is late by counts as waiting too.
 * @returns milliseconds each answer took, from when it was due to be asked for, in the order of that. @throws when anything is refused
 */
export async function askSteadily(url, { path, method, headers, body }, { perSecond, seconds }) {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const taken = [];
  const pending = new Set();
  let fault = null;
  const began = performance.now();
  const one = async (dueMs) => {
    try {
      const answer = await pool.request({ path, method, headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
      if (dueMs >= warmUpSeconds * 1_000) taken.push({ dueMs, ms: performance.now() - began - dueMs });
    } catch (error) {
      fault ??= error;
    }
  };
  const total = Math.round(perSecond * (warmUpSeconds + seconds));
  for (let sent = 0; sent < total && !fault; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - began) / 1_000) * perSecond));
    for (; sent < due; sent += 1) {
      const asking = one((sent / perSecond) * 1_000).finally(() => pending.delete(asking));
      pending.add(asking);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.race([Promise.all(pending), new Promise((resolve) => setTimeout(resolve, settleMs).unref())]);
  await pool.destroy();
  if (fault) throw fault;
  return taken.toSorted((a, b) => a.dueMs - b.dueMs).map(({ ms }) => ms);
}
