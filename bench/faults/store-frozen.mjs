import { pause } from './processes.mjs';
import { withStore } from './with-store.mjs';

/** The store stands still, for less and for longer than the driver and the requests wait. */
export function storeFrozen({ freezesMs = [500, 6_000, 1_500], clients = 16 } = {}) {
  return withStore(clients, async ({ at, ledger }) => {
    for (const ms of freezesMs) {
      at.store.child.kill('SIGSTOP');
      await pause(ms);
      at.store.child.kill('SIGCONT');
      await ledger.more(clients);
    }
  });
}
