import type { FaultFigures } from './ledger.ts';
import { pause } from './processes.ts';
import { withStore } from './with-store.ts';

/** Cuts connections between server and database within a reply, after each number of bytes. */
export function storeRepliesCut({ cuts = 60, clients = 16 } = {}): Promise<FaultFigures> {
  return withStore(clients, async ({ proxy, ledger }) => {
    for (let cut = 0; cut < cuts; cut += 1) {
      proxy.cutReplies(cut);
      await pause(60);
      if (cut % 10 === 9) await ledger.more(clients);
    }
  });
}
