import { join } from 'node:path';
import { type DatabaseProcess, startDatabaseProcess } from '../database-process.ts';
import { endProcess } from '../start-process.ts';
import { startProxy, type TcpProxy } from '../tcp-proxy.ts';
import { type FaultFigures, Ledger } from './ledger.ts';
import { startServer, withFolder } from './processes.ts';

/** A server under load, and its database behind a proxy. */
interface Setup {
  readonly at: { readonly dataDir: string; store: DatabaseProcess };
  readonly proxy: TcpProxy;
  readonly ledger: Ledger;
}

/** @param disturb breaks the database or its connections, and restores them */
export function withStore(clients: number, disturb: (setup: Setup) => Promise<void>): Promise<FaultFigures> {
  return withFolder(async (folder) => {
    const dataDir = join(folder, 'store');
    const at = { dataDir, store: await startDatabaseProcess(dataDir) };
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
      await endProcess(server, 'SIGTERM');
      await proxy.close();
      await at.store.kill();
    }
  });
}
