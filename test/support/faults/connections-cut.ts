import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startDatabaseProcess } from '../database-process.ts';
import { endProcess } from '../start-process.ts';
import { startProxy } from '../tcp-proxy.ts';
import { type FaultFigures, Ledger } from './ledger.ts';
import { pause, startServer, withFolder } from './processes.ts';

export interface CutFigures extends FaultFigures {
  readonly cuts: number;
  /** Cuts after which the server did not become ready again. */
  readonly neverReady: number;
  /** Cuts after which the server was ready, but not within three seconds. */
  readonly slow: number;
  /** The longest time from a cut until the server was ready, in milliseconds. */
  readonly slowestMs: number;
}

/** Time limit for becoming ready after a cut, in milliseconds. */
const limitMs = 15_000;

/**
 * Cuts all connections between server and database at random moments; new ones are accepted at once. The server is
 * restarted after a cut from which it does not recover. The database is that of `MONGODB_URI`, or an embedded one.
 */
export function connectionsCut({ cuts = 200, clients = 8 } = {}): Promise<CutFigures> {
  return withFolder(async (folder) => {
    const database = await openDatabase(folder);
    const proxy = await startProxy(database.uri);
    const env = { MONGODB_URI: proxy.uri, SEED_DEMO: '1', DATA_DIR: folder, DEADLINE_SECONDS: '3' };
    let server = await startServer(env);
    const ledger = new Ledger();
    let neverReady = 0;
    const times: number[] = [];
    try {
      const stop = ledger.start(() => server.url, clients);
      await ledger.more(clients);
      for (let cut = 0; cut < cuts; cut += 1) {
        await pause(200 + Math.random() * 1_000);
        proxy.goAway();
        proxy.open();
        const ms = await msUntilReady(() => server.url);
        if (ms === null) {
          neverReady += 1;
          await endProcess(server, 'SIGKILL');
          server = await startServer(env);
        } else {
          times.push(ms);
        }
      }
      await ledger.more(clients);
      await stop();
      const slow = times.filter((ms) => ms > 3_000).length;
      return {
        ...(await ledger.settle(server.url)),
        cuts,
        neverReady,
        slow,
        slowestMs: Math.round(Math.max(...times)),
      };
    } finally {
      await endProcess(server, 'SIGKILL');
      await proxy.close();
      await database.close();
    }
  });
}

async function openDatabase(folder: string): Promise<{ uri: string; close: () => Promise<void> }> {
  const given = process.env.MONGODB_URI;
  if (given) {
    const uri = given.replace(/^(mongodb:\/\/[^/]+)\/?[^?]*/, `$1/cuts_${process.pid}`);
    return { uri, close: () => dropDatabase(uri) };
  }
  const { uri, kill } = await startDatabaseProcess(join(folder, 'store'));
  return { uri, close: kill };
}

async function dropDatabase(uri: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  await client.db().dropDatabase();
  await client.close();
}

/** @returns `null` if the server does not become ready within the limit */
async function msUntilReady(urlOf: () => string): Promise<number | null> {
  const began = performance.now();
  while (performance.now() < began + limitMs) {
    const { status } = await fetch(`${urlOf()}/health/ready`);
    if (status === 200) return performance.now() - began;
    await pause(20);
  }
  return null;
}
