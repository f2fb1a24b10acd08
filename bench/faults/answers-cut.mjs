import { startProxy } from '../tcp-proxy.mjs';
import { Ledger } from './ledger.mjs';
import { pause, startServer, withFolder } from './processes.mjs';

/** Connections between client and server break in the midst of an answer: the client cannot know, and repeats. */
export function answersCut({ cuts = 100, clients = 32 } = {}) {
  return withFolder(async (dataDir) => {
    const server = await startServer({ DATA_DIR: dataDir });
    const proxy = await startProxy(server.url);
    const ledger = new Ledger();
    const stop = ledger.start(() => proxy.url, clients);
    for (let cut = 0; cut < cuts; cut += 1) {
      proxy.cutReplies(cut * 7);
      await pause(40);
    }
    await ledger.more(clients);
    await stop();
    await proxy.close();
    const figures = await ledger.settle(server.url);
    await server.end('SIGTERM');
    return figures;
  });
}
