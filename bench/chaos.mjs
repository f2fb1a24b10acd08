// Kills two servers on one database while sessions change and connections are cut: npm run bench -- chaos [CHANGES] [SUBSCRIBERS] [KILLS]
// No event may be lost, doubled or out of order. With MONGODB_URI it uses a database of its own there, and drops it.
import { runChaos } from '../dist/bench/test/support/chaos/run-chaos.js';
import { openDatabase } from './database.mjs';

const [changes = 20_000, subscribers = 50, kills = 10] = process.argv.slice(3).map(Number);

const database = await openDatabase();
try {
  const { figures, wrong, issues, ...chaos } = await runChaos({ uri: database.uri, changes, subscribers, kills });
  console.table({ changes: figures });
  console.table({ timeline: wrong });
  console.table(chaos.subscribers);
  console.log(issues === 0 ? 'no event is missing, doubled or out of order' : `${issues} issues`);
  process.exitCode = issues === 0 ? 0 : 1;
} finally {
  await database.close();
}
