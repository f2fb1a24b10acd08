// `npm run bench -- chaos [changes] [subscribers] [kills]`: two servers on one store are killed, sockets cut, and nothing may be lost.
// With MONGODB_URI on that MongoDB, in a database of its own that is dropped.
import { runChaos } from './chaos-run.mjs';
import { documentedClient } from './documented-client.mjs';
import { openSharedStore } from './shared-store.mjs';

const [changes = 20_000, subscribers = 50, kills = 10] = process.argv.slice(3).map(Number);

const store = await openSharedStore();
try {
  const follow = await documentedClient();
  const { figures, wrong, faults, ...chaos } = await runChaos({ uri: store.uri, changes, subscribers, kills, follow });
  console.table({ changes: figures });
  console.table({ timeline: wrong });
  console.table(chaos.subscribers);
  console.log(faults === 0 ? 'nothing is missing, nothing came twice, all is in order' : `${faults} faults`);
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  await store.close();
}
