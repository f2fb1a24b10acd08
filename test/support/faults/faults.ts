import { answersCut } from './answers-cut.ts';
import { clockJumps } from './clock-jumps.ts';
import { connectionsCut } from './connections-cut.ts';
import { fullDisk } from './full-disk.ts';
import { kill } from './kill.ts';
import { sameKey } from './same-key.ts';
import { sigterm } from './sigterm.ts';
import { slowClients } from './slow-clients.ts';
import { storeFrozen } from './store-frozen.ts';
import { storeRepliesCut } from './store-replies-cut.ts';
import { storeStopped } from './store-stopped.ts';

/** Fault scenarios by name, each under load. The defaults are those of the long run, `npm run bench -- faults`. */
export const faults = {
  kill: { description: 'SIGKILL of the server, 20 times', run: kill },
  sigterm: { description: 'SIGTERM of the server, 5 times', run: sigterm },
  'store-stopped': { description: 'database stopped and started, 3 times', run: storeStopped },
  'store-frozen': { description: 'database frozen for 0.5, 6 and 1.5 s', run: storeFrozen },
  'store-cut': { description: 'connections to the database cut within a reply, 60 times', run: storeRepliesCut },
  outages: { description: 'all connections to the database cut, 200 times', run: connectionsCut },
  'client-cut': { description: 'connections to clients cut within a response, 100 times', run: answersCut },
  'slow-clients': { description: '200 slow clients', run: slowClients },
  'same-key': { description: '50 creates at once with one key, 20 times', run: sameKey },
  clock: { description: 'clock jumps, forwards and backwards', run: clockJumps },
  'full-disk': { description: 'full disk of the embedded database', run: fullDisk },
};
