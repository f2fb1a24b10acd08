import { Ledger } from './ledger.mjs';
import { pause, startServer, withFolder } from './processes.mjs';

/** The server is killed again and again in the midst of its work, and started on the same folder. */
export function kill({ rounds = 20, clients = 32 } = {}) {
  return withFolder(async (dataDir) => {
    const ledger = new Ledger();
    for (let round = 0; round < rounds; round += 1) {
      const { url, end } = await startServer({ DATA_DIR: dataDir });
      const stop = ledger.start(() => url, clients);
      // into the thick of it: some are answered, the next are under way
      await ledger.more(4 * clients);
      await pause(round % 20);
      const stopped = stop();
      await end('SIGKILL');
      await stopped;
    }
    const { url, end } = await startServer({ DATA_DIR: dataDir });
    const figures = await ledger.settle(url);
    await end('SIGTERM');
    return figures;
  });
}
