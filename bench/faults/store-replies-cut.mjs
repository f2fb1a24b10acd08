import { pause } from './processes.mjs';
import { withStore } from './with-store.mjs';

/** Connections between server and store break in the midst of a reply, at every place of its first bytes. */
export function storeRepliesCut({ cuts = 60, clients = 16 } = {}) {
  return withStore(clients, async ({ proxy, ledger }) => {
    for (let cut = 0; cut < cuts; cut += 1) {
      proxy.cutReplies(cut);
      await pause(60);
      if (cut % 10 === 9) await ledger.more(clients);
    }
  });
}
