// Asks as ./open-loop.mjs says, and sends it how long each answer took.
import { parentPort, workerData } from 'node:worker_threads';
import { Pool } from 'undici';

const connections = 64;
const settleMs = 10_000;

async function askSteadily({ url, path, method, headers, body, perSecond, warmUpSeconds, seconds }) {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const taken = [];
  let pending = 0;
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
      pending += 1;
      void one((sent / perSecond) * 1_000).finally(() => {
        pending -= 1;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  for (const end = performance.now() + settleMs; pending > 0 && !fault && performance.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await pool.destroy();
  if (fault) throw fault;
  return taken.toSorted((a, b) => a.dueMs - b.dueMs).map(({ ms }) => ms);
}

parentPort.postMessage(await askSteadily(workerData));
