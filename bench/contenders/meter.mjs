// Loaded into each contender before its own code: tells the parent what the process has used, and ends when the parent does.
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const inspector = new Session();
const sampling = {
  samplingInterval: 65_536,
  includeObjectsCollectedByMajorGC: true,
  includeObjectsCollectedByMinorGC: true,
};

const sizeOf = ({ selfSize, children }) => children.reduce((sum, child) => sum + sizeOf(child), selfSize);

const answers = {
  /** Microseconds of a core, since the start. */
  cpu: async () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Bytes of the JavaScript heap that are in use, after a collection. */
  heapUsed: async () => {
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  },
  startSampling: async () => {
    inspector.connect();
    await inspector.post('HeapProfiler.startSampling', sampling);
  },
  /** Bytes allocated on the JavaScript heap since startSampling, by V8's sampling profiler, what is collected already included. */
  stopSampling: async () => {
    const { profile } = await inspector.post('HeapProfiler.stopSampling');
    inspector.disconnect();
    return sizeOf(profile.head);
  },
  startProfile: async () => {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.setSamplingInterval', { interval: 200 });
    await inspector.post('Profiler.start');
  },
  /** Where the time went since startProfile, by V8's sampling profiler. */
  stopProfile: async () => {
    const { profile } = await inspector.post('Profiler.stop');
    inspector.disconnect();
    return profile;
  },
};

process.on('message', async ({ ask }) => process.send({ answer: await answers[ask]() }));
process.on('disconnect', () => process.exit());
