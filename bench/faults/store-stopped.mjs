import { pause, startStore } from './processes.mjs';
import { withStore } from './with-store.mjs';

/** The store is ended in every way and started again; the server goes on without being restarted. */
export function storeStopped({ signals = ['SIGKILL', 'SIGTERM', 'SIGKILL'], awayMs = 2_500, clients = 16 } = {}) {
  return withStore(clients, async ({ at, proxy, ledger }) => {
    for (const signal of signals) {
      await at.store.end(signal);
      await pause(awayMs);
      at.store = await startStore(at.dataDir);
      proxy.leadTo(at.store.uri);
      await ledger.more(clients);
    }
  });
}
