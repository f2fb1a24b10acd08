import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Until connections are open and whoever asks is warm, what is measured is that. */
export const warmUpSeconds = 1;

/**
 * Who asks: a thread with a heap of its own, as it is to be late for nothing, and the same one each time. A new one is compiled by V8 while
 * it asks, which takes a twentieth of its core, three milliseconds at once, from whatever else runs there.
 */
let asker;

/**
 * Asks at a steady rate, whether or not earlier requests have been answered, as people who do not know of each other do: what a
 * slow answer would hold up is asked all the same. What whoever asks is late by counts as waiting too. One call at a time.
 * @returns milliseconds each answer took, from when it was due to be asked for, in the order of that. @throws when anything is refused
 */
export async function askSteadily(url, { path, method, headers, body }, { perSecond, seconds }) {
  if (!asker) {
    asker = new Worker(new URL('./open-loop-worker.mjs', import.meta.url));
    asker.unref();
  }
  asker.postMessage({ url, path, method, headers, body, perSecond, warmUpSeconds, seconds });
  const [{ taken, fault }] = await once(asker, 'message');
  if (fault) throw new Error(fault);
  return taken;
}
