import { join } from 'node:path';
import { startProxy } from '../tcp-proxy.mjs';
import { Ledger } from './ledger.mjs';
import { startServer, startStore, withFolder } from './processes.mjs';

/**
 * A server under load whose store is a process of its own, behind a proxy, while something goes wrong with these.
 * @param disturb is given both and the ledger, and leaves them well
 */
export function withStore(clients, disturb) {
  return withFolder(async (folder) => {
    const dataDir = join(folder, 'store');
    const at = { dataDir, store: await startStore(dataDir) };
    const proxy = await startProxy(at.store.uri);
    const server = await startServer({
      MONGODB_URI: proxy.uri,
      SEED_DEMO: '1',
      DATA_DIR: folder,
      DEADLINE_SECONDS: '3',
    });
    const ledger = new Ledger();
    try {
      const stop = ledger.start(() => server.url, clients);
      await ledger.more(clients);
      await disturb({ at, proxy, ledger });
      await ledger.more(clients);
      await stop();
      return await ledger.settle(server.url);
    } finally {
      await server.end('SIGTERM');
      await proxy.close();
      await at.store.end('SIGKILL');
    }
  });
}
