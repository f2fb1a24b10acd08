import { endProcess } from '../start-process.ts';
import { type FaultFigures, Ledger } from './ledger.ts';
import { pause, startServer, withFolder } from './processes.ts';

/** Kills the server under load repeatedly, and starts it on the same folder. */
export function kill({ rounds = 20, clients = 32 } = {}): Promise<FaultFigures> {
  return withFolder(async (dataDir) => {
    const ledger = new Ledger();
    for (let round = 0; round < rounds; round += 1) {
      const server = await startServer({ DATA_DIR: dataDir });
      const stop = ledger.start(() => server.url, clients);
      // some requests are answered, others are in progress
      await ledger.more(4 * clients);
      await pause(round % 20);
      const stopped = stop();
      await endProcess(server, 'SIGKILL');
      await stopped;
    }
    const server = await startServer({ DATA_DIR: dataDir });
    const figures = await ledger.settle(server.url);
    await endProcess(server, 'SIGTERM');
    return figures;
  });
}
