import { Ledger } from './ledger.mjs';
import { startServer, withFolder } from './processes.mjs';

/** The server is told to end under load: what it has taken on it finishes, so nothing is refused, and it exits with 0. */
export function sigterm({ rounds = 5, clients = 32 } = {}) {
  return withFolder(async (dataDir) => {
    const ledger = new Ledger();
    for (let round = 0; round < rounds; round += 1) {
      const { url, end } = await startServer({ DATA_DIR: dataDir });
      const stop = ledger.start(() => url, clients);
      await ledger.more(4 * clients);
      const exitCode = await end('SIGTERM');
      await stop();
      if (exitCode !== 0) throw new Error(`the server ended with ${exitCode}`);
      if (ledger.refused > 0) throw new Error(`${ledger.refused} requests that were taken on were refused`);
    }
    const { url, end } = await startServer({ DATA_DIR: dataDir });
    const figures = await ledger.settle(url);
    await end('SIGTERM');
    return figures;
  });
}
