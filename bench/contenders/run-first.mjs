// Threads that have their core before whatever else the machine does at times, as on one that does nothing else. Where that is not allowed,
// or not known, they run as all others do.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cores } from './processes.mjs';

/** Who asks comes before the store, on whose core it is. */
const order = { asker: '12', measured: '10' };
const onLinux = process.platform === 'linux';

const runFirst = (thread, before) => spawnSync('chrt', ['--fifo', '--pid', before, String(thread)]).status === 0;
const runAsOthers = (thread) => spawnSync('chrt', ['--other', '--pid', '0', thread]);

/** The thread of a process that has run most: what it does for a request is done there. */
function busiestThread({ pid }) {
  const ran = (thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  return readdirSync(`/proc/${pid}/task`).reduce((most, thread) => (ran(thread) > ran(most) ? thread : most));
}

/**
 * Lets V8's helpers collect garbage on whatever core is free. On that of a thread that runs first they would not run: it would do all of
 * their work, or look again and again for what they have not yet done, at worst until Linux lets others run after a second.
 */
export function letHelpersElsewhere({ pid, core }) {
  if (!onLinux) return;
  spawnSync('taskset', ['-a', '-p', '-c', Object.values(cores).join(','), String(pid)]);
  spawnSync('taskset', ['-p', '-c', core, busiestThread({ pid })]);
}

/** For the process that asks, which is one thread, from now on. */
export function askFirst() {
  if (onLinux && runFirst(process.pid, order.asker)) return;
  console.error('Not allowed to run before others: what is measured has the delays of whatever else runs here.');
}

/** Has the thread of each process that works run first while they are asked. @returns what `asks` does */
export async function undisturbed(processes, asks) {
  const threads = onLinux ? processes.map(busiestThread) : [];
  for (const thread of threads) runFirst(thread, order.measured);
  try {
    return await asks();
  } finally {
    for (const thread of threads) runAsOthers(thread);
  }
}
