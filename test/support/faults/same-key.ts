import { endProcess } from '../start-process.ts';
import { type FaultFigures, Ledger } from './ledger.ts';
import { startServer, withFolder } from './processes.ts';

/** Many clients send the same create with the same key at the same time, over GraphQL and REST: all get the same session. */
export function sameKey({ rounds = 20, callers = 50 } = {}): Promise<FaultFigures> {
  return withFolder(async (dataDir) => {
    const server = await startServer({ DATA_DIR: dataDir });
    const ledger = new Ledger();
    for (let round = 0; round < rounds; round += 1) {
      const number = ledger.next();
      await Promise.all(Array.from({ length: callers }, () => ledger.attempt(server.url, number)));
    }
    const figures = await ledger.settle(server.url);
    await endProcess(server, 'SIGTERM');
    return figures;
  });
}
