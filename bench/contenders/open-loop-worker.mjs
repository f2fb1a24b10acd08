// Asks as ./open-loop.mjs says, and sends it how long each answer took.
import { setTimeout as wait } from 'node:timers/promises';
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
    pending += 1;
    try {
      const answer = await pool.request({ path, method, headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
      if (dueMs >= warmUpSeconds * 1_000) taken.push({ dueMs, ms: performance.now() - began - dueMs });
    } catch (error) {
      fault ??= error;
    } finally {
      pending -= 1;
    }
  };
  const total = Math.round(perSecond * (warmUpSeconds + seconds));
  for (let sent = 0; sent < total && !fault; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - began) / 1_000) * perSecond));
    for (; sent < due; sent += 1) void one((sent / perSecond) * 1_000);
    await wait(1);
  }
  for (const end = performance.now() + settleMs; pending > 0 && !fault && performance.now() < end; ) {
    await wait(1);
  }
  await pool.destroy();
  if (fault) throw fault;
  return taken.toSorted((a, b) => a.dueMs - b.dueMs).map(({ ms }) => ms);
}

parentPort.postMessage(await askSteadily(workerData));
