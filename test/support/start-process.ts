import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it logged, a record a line. */
  readonly logged: Record<string, unknown>[];
  /** Nobody reads what it logs from then on. */
  readonly stopReading: () => void;
}

/** How a process ended that did not come up. */
export interface FailedStart {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const main = new URL('../../dist/main.js', import.meta.url).pathname;

function run(env: Record<string, string>): ChildProcess {
  const { PATH = '' } = process.env;
  return spawn(process.execPath, [main], { env: { PATH, PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The built server as a process of its own, once it is ready. */
export async function startProcess(env: Record<string, string>): Promise<ServerProcess> {
  const child = run(env);
  const logged: Record<string, unknown>[] = [];
  if (!child.stdout) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const record = JSON.parse(line) as Record<string, unknown>;
    logged.push(record);
    if (record.msg !== 'ready') continue;
    const later = createInterface({ input: child.stdout }).on('line', (text) => logged.push(JSON.parse(text)));
    return { url: String(record.url), child, logged, stopReading: () => later.close() };
  }
  throw new Error(`the server did not start: ${JSON.stringify(logged)}`);
}

/** Starts what must not come up. */
export async function failToStart(env: Record<string, string>): Promise<FailedStart> {
  const child = run(env);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout += chunk));
  child.stderr?.on('data', (chunk) => (output.stderr += chunk));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, ...output };
}

/** Sends a signal and waits for the end. @returns the exit code, `null` when the signal itself ended it */
export async function endProcess(
  { child }: ServerProcess,
  signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL',
): Promise<number | null> {
  const closed = once(child, 'exit');
  child.kill(signal);
  const [exitCode] = (await closed) as [number | null];
  return exitCode;
}
