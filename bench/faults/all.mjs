import { answersCut } from './answers-cut.mjs';
import { clockJumps } from './clock-jumps.mjs';
import { fullDisk } from './full-disk.mjs';
import { kill } from './kill.mjs';
import { sameKey } from './same-key.mjs';
import { sigterm } from './sigterm.mjs';
import { slowClients } from './slow-clients.mjs';
import { storeFrozen } from './store-frozen.mjs';
import { storeRepliesCut } from './store-replies-cut.mjs';
import { storeStopped } from './store-stopped.mjs';

/** What can go wrong, by name: what it is, and does it under load. */
export const faults = {
  kill: ['SIGKILL of the server, 20 times', kill],
  sigterm: ['SIGTERM of the server, 5 times', sigterm],
  'store-stopped': ['store stopped and started, 3 times', storeStopped],
  'store-frozen': ['store frozen for 0.5, 6 and 1.5 s', storeFrozen],
  'store-cut': ['connections to the store cut mid-reply, 60 times', storeRepliesCut],
  'client-cut': ['connections to clients cut mid-answer, 100 times', answersCut],
  'slow-clients': ['200 slow clients', slowClients],
  'same-key': ['50 creates at once with one key, 20 times', sameKey],
  clock: ['clock jumps, forwards and backwards', clockJumps],
  'full-disk': ['full disk of the embedded store', fullDisk],
};
