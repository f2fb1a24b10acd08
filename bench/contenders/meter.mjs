// Preloaded into each measured process: reports resource usage to the parent, and exits when the parent exits.
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const inspector = new Session();

const answers = {
  /** CPU time since the start of the process, in microseconds. */
  cpu: async () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** JavaScript heap in use after a garbage collection, in bytes. */
  heapUsed: async () => {
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  },
  startProfile: async () => {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.setSamplingInterval', { interval: 200 });
    await inspector.post('Profiler.start');
  },
  /** Stops the sampling profiler and returns the CPU profile since `startProfile`. */
  stopProfile: async () => {
    const { profile } = await inspector.post('Profiler.stop');
    inspector.disconnect();
    return profile;
  },
};

async function answer(ask) {
  process.send({ answer: await answers[ask]() });
}

process.on('message', ({ ask }) => void answer(ask));
process.on('disconnect', () => process.exit());
