import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Parsed log records. */
  readonly logged: Record<string, unknown>[];
  /** Stops reading the log. */
  readonly stopReading: () => void;
}

/** The result of a process that failed to start. */
export interface FailedStart {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  /** Command and arguments that run `node`, such as one that sets resource limits. */
  readonly command?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly stderr?: 'inherit' | 'ignore' | 'pipe';
  /** Discards the log after the last line that is waited for. */
  readonly discardLog?: boolean;
  /** The log line that is waited for. All of them have the URL. */
  readonly until?: 'ready' | 'database.waiting' | `Server listening at ${string}`;
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
const [, started = ''] = /.*\bnode (.+)$/.exec(scripts.start) ?? [];

/** Arguments that `npm start` passes to Node: flags, then the entry. The only place that knows the entry file. */
export const startArguments: readonly string[] = started.split(' ');

function run(
  env: Record<string, string>,
  { command = [], nodeOptions = [], stderr = 'pipe' }: StartOptions = {},
): ChildProcess {
  const { PATH = '' } = process.env;
  const [program = '', ...rest] = [...command, process.execPath, ...nodeOptions, ...startArguments];
  return spawn(program, rest, { env: { PATH, PORT: '0', ...env }, stdio: ['ignore', 'pipe', stderr] });
}

/** Starts the built server as a separate process and waits until it is ready, or logs the line `until`. */
export async function startProcess(env: Record<string, string>, options: StartOptions = {}): Promise<ServerProcess> {
  const child = run(env, options);
  const logged: Record<string, unknown>[] = [];
  if (!child.stdout) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const record = JSON.parse(line) as Record<string, unknown>;
    logged.push(record);
    if (!String(record.msg).startsWith(options.until ?? 'ready')) continue;
    const url = String(record.url ?? /http:\S+/.exec(String(record.msg)));
    if (options.discardLog) {
      child.stdout.resume();
      return { url, child, logged, stopReading: () => undefined };
    }
    const later = createInterface({ input: child.stdout }).on('line', (text) => logged.push(JSON.parse(text)));
    return { url, child, logged, stopReading: () => later.close() };
  }
  throw new Error(`the server did not start: ${JSON.stringify(logged)}`);
}

/** Starts a server that must fail to start. */
export async function failToStart(env: Record<string, string>): Promise<FailedStart> {
  const child = run(env);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout += chunk));
  child.stderr?.on('data', (chunk) => (output.stderr += chunk));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, ...output };
}

/**
 * Sends a signal and waits for the exit of the process.
 * @returns the exit code, or `null` when the signal killed the process
 */
export async function endProcess(
  { child }: Pick<ServerProcess, 'child'>,
  signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL',
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  const [exitCode] = (await exited) as [number | null];
  return exitCode;
}
