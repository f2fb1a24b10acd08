import { startDatabaseProcess } from '../database-process.ts';
import { endProcess } from '../start-process.ts';
import type { FaultFigures } from './ledger.ts';
import { pause } from './processes.ts';
import { withStore } from './with-store.ts';

/** Ends the database with each signal and starts it again; the server continues without a restart. */
export function storeStopped({
  signals = ['SIGKILL', 'SIGTERM', 'SIGKILL'] as readonly ('SIGKILL' | 'SIGTERM')[],
  awayMs = 2_500,
  clients = 16,
} = {}): Promise<FaultFigures> {
  return withStore(clients, async ({ at, proxy, ledger }) => {
    for (const signal of signals) {
      await endProcess(at.store, signal);
      await pause(awayMs);
      at.store = await startDatabaseProcess(at.dataDir);
      proxy.leadTo(at.store.uri);
      await ledger.more(clients);
    }
  });
}
