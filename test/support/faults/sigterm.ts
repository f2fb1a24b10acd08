import { endProcess } from '../start-process.ts';
import { type FaultFigures, Ledger } from './ledger.ts';
import { startServer, withFolder } from './processes.ts';

/** Sends SIGTERM under load: the server completes accepted requests, refuses none of them and exits with 0. */
export function sigterm({ rounds = 5, clients = 32 } = {}): Promise<FaultFigures> {
  return withFolder(async (dataDir) => {
    const ledger = new Ledger();
    for (let round = 0; round < rounds; round += 1) {
      const server = await startServer({ DATA_DIR: dataDir });
      const stop = ledger.start(() => server.url, clients);
      await ledger.more(4 * clients);
      const exitCode = await endProcess(server, 'SIGTERM');
      await stop();
      if (exitCode !== 0) throw new Error(`the server exited with ${exitCode}`);
      if (ledger.rejected > 0) throw new Error(`${ledger.rejected} accepted requests were refused`);
    }
    const server = await startServer({ DATA_DIR: dataDir });
    const figures = await ledger.settle(server.url);
    await endProcess(server, 'SIGTERM');
    return figures;
  });
}
