import { endProcess } from '../start-process.ts';
import { startProxy } from '../tcp-proxy.ts';
import { type FaultFigures, Ledger } from './ledger.ts';
import { pause, startServer, withFolder } from './processes.ts';

/** Cuts connections between client and server within a response: the client cannot know the result, and retries. */
export function answersCut({ cuts = 100, clients = 32 } = {}): Promise<FaultFigures> {
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
    await endProcess(server, 'SIGTERM');
    return figures;
  });
}
