import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { endProcess } from './start-process.ts';

/** An embedded database in a process of its own. */
export interface DatabaseProcess {
  readonly uri: string;
  readonly child: ChildProcess;
  /** Kills it with SIGKILL and waits for the exit. */
  kill(): Promise<void>;
}

/**
 * Starts a process with an embedded database in `dataDir` (compiled: `npm run build` comes first).
 * @throws Error with the reason when it refuses to start
 */
export async function startDatabaseProcess(dataDir: string): Promise<DatabaseProcess> {
  const script = 'packages/embedded-mongodb/test/store-process.mjs';
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { uri = '', rejected } = JSON.parse(line) as { uri?: string; rejected?: string };
  if (rejected) throw new Error(rejected);
  return {
    uri,
    child,
    kill: async () => {
      await endProcess({ child }, 'SIGKILL');
    },
  };
}
