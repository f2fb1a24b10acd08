// Preloaded by NODE_OPTIONS=--import: on SIGUSR2 an uncaught error ends every worker thread of the process.
import { BroadcastChannel, isMainThread } from 'node:worker_threads';

const channel = new BroadcastChannel('end-database-thread');
channel.unref();
if (isMainThread) process.on('SIGUSR2', () => channel.postMessage('end'));
else
  channel.onmessage = () => {
    throw new Error('injected failure');
  };
