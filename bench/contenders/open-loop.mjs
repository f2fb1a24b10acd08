import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Until connections are open and whoever asks is warm, what is measured is that. */
export const warmUpSeconds = 1;

/**
 * Who asks: a process of its own, as it is to be late for nothing, and the same one each time: V8 compiles a new one while it asks, which
 * takes a twentieth of its core, three milliseconds at once, from whatever else runs there. All that V8 does, it does itself: as it runs
 * before others (./run-first.mjs), a thread that helps it would not run, and it would ask for that one's work until it does.
 */
let asker;

function startAsker() {
  const child = fork(new URL('./asker.mjs', import.meta.url), {
    execArgv: ['--single-threaded'],
    serialization: 'advanced',
  });
  child.unref();
  child.channel.unref();
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`who asks has ended with ${code}`);
  });
  return { child, ended };
}

/**
 * Asks at a steady rate, whether or not earlier requests have been answered, as people who do not know of each other do: what a
 * slow answer would hold up is asked all the same. What whoever asks is late by counts as waiting too. One call at a time.
 * @returns milliseconds each answer took, from when it was due to be asked for, in the order of that. @throws when anything is refused
 */
export async function askSteadily(url, { path, method, headers, body }, { perSecond, seconds }) {
  asker ??= startAsker();
  asker.child.send({ url, path, method, headers, body, perSecond, warmUpSeconds, seconds });
  const [{ taken, fault }] = await Promise.race([once(asker.child, 'message'), asker.ended]);
  if (fault) throw new Error(fault);
  return taken;
}
