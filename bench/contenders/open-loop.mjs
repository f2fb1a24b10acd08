import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Until connections are open and whoever asks is warm, what is measured is that. */
export const warmUpSeconds = 1;

/**
 * Whoever asks is to be late for nothing, so it is a thread with a heap of its own. What it received lies outside of that until a collection
 * of new objects lets go of it; once there is much, V8 marks all that is alive, 30 ms in which nobody asks. With more room for new objects
 * these collections are too rare, with less they keep what is under way.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/**
 * Asks at a steady rate, whether or not earlier requests have been answered, as people who do not know of each other do: what a
 * slow answer would hold up is asked all the same. What whoever asks is late by counts as waiting too.
 * @returns milliseconds each answer took, from when it was due to be asked for, in the order of that. @throws when anything is refused
 */
export async function askSteadily(url, { path, method, headers, body }, { perSecond, seconds }) {
  const workerData = { url, path, method, headers, body, perSecond, warmUpSeconds, seconds };
  const worker = new Worker(new URL('./open-loop-worker.mjs', import.meta.url), { workerData, resourceLimits });
  const [taken] = await once(worker, 'message');
  await worker.terminate();
  return taken;
}
