import type { FaultFigures } from './ledger.ts';
import { pause } from './processes.ts';
import { withStore } from './with-store.ts';

/** Freezes the database, for less and for more than the timeouts of the driver and of requests. */
export function storeFrozen({
  freezesMs = [500, 6_000, 1_500] as readonly number[],
  clients = 16,
} = {}): Promise<FaultFigures> {
  return withStore(clients, async ({ at, ledger }) => {
    for (const ms of freezesMs) {
      at.store.child.kill('SIGSTOP');
      await pause(ms);
      at.store.child.kill('SIGCONT');
      await ledger.more(clients);
    }
  });
}
