import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { endProcess } from './start-process.ts';

/** An embedded database in a process of its own: its connection string, or the sentence with which it refused to start. */
export interface StoreProcess {
  readonly uri: string;
  readonly refused: string | undefined;
  readonly child: ChildProcess;
  /** Kills it with SIGKILL and waits for the exit. */
  kill(): Promise<void>;
}

/** Starts a process with an embedded database in `dataDir` (compiled: `npm run build` comes first). */
export async function startStoreProcess(dataDir: string): Promise<StoreProcess> {
  const script = 'packages/embedded-mongodb/test/store-process.mjs';
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { uri = '', refused } = JSON.parse(line);
  return {
    uri,
    refused,
    child,
    kill: async () => {
      await endProcess({ child }, 'SIGKILL');
    },
  };
}
