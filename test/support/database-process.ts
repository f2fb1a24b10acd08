import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { endProcess } from './start-process.ts';

/** An embedded database in a separate process. */
export interface DatabaseProcess {
  readonly uri: string;
  readonly child: ChildProcess;
  /** Kills the process with SIGKILL and waits for its exit. */
  kill(): Promise<void>;
}

/**
 * Starts a process with an embedded database in `dataDir`. Requires compiled code (`npm run build`).
 * @throws Error with the reason when the process does not start
 */
export async function startDatabaseProcess(dataDir: string): Promise<DatabaseProcess> {
  const script = 'packages/embedded-mongodb/test/store-process.mjs';
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { uri = '', refused } = JSON.parse(line) as { uri?: string; refused?: string };
  if (refused) throw new Error(refused);
  return {
    uri,
    child,
    kill: async () => {
      await endProcess({ child }, 'SIGKILL');
    },
  };
}
