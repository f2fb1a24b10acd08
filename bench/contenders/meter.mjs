// Preloaded into each measured process: reports to the parent what the process has used, and exits when the parent does.
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const inspector = new Session();

const answers = {
  /** CPU time since the start, in microseconds. */
  cpu: async () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Bytes of the JavaScript heap in use, after a collection. */
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
  /** CPU profile since startProfile, by V8's sampling profiler. */
  stopProfile: async () => {
    const { profile } = await inspector.post('Profiler.stop');
    inspector.disconnect();
    return profile;
  },
};

process.on('message', async ({ ask }) => process.send({ answer: await answers[ask]() }));
process.on('disconnect', () => process.exit());
