import { Ledger } from './ledger.mjs';
import { startServer, withFolder } from './processes.mjs';

/** Many send the same create with the same key at the same time, over both doors: one session, told to all of them. */
export function sameKey({ rounds = 20, callers = 50 } = {}) {
  return withFolder(async (dataDir) => {
    const server = await startServer({ DATA_DIR: dataDir });
    const ledger = new Ledger();
    for (let round = 0; round < rounds; round += 1) {
      const number = ledger.next();
      await Promise.all(Array.from({ length: callers }, () => ledger.attempt(server.url, number)));
    }
    const figures = await ledger.settle(server.url);
    await server.end('SIGTERM');
    return figures;
  });
}
