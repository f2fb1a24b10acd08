import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Until connections are open and whoever asks is warm, what is measured is that. */
export const warmUpSeconds = 1;

/**
 * Asks at a steady rate, whether or not earlier requests have been answered, as people who do not know of each other do: what a
 * slow answer would hold up is asked all the same. What whoever asks is late by counts as waiting too.
 * @returns milliseconds each answer took, from when it was due to be asked for, in the order of that. @throws when anything is refused
 */
export async function askSteadily(url, { path, method, headers, body }, { perSecond, seconds }) {
  const workerData = { url, path, method, headers, body, perSecond, warmUpSeconds, seconds };
  // whoever asks is to be late for nothing, so it is a thread with a heap of its own
  const worker = new Worker(new URL('./open-loop-worker.mjs', import.meta.url), { workerData });
  const [taken] = await once(worker, 'message');
  await worker.terminate();
  return taken;
}
