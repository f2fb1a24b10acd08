import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { endProcess, type ServerProcess } from '../start-process.ts';
import { type FaultFigures, graphqlData, Ledger } from './ledger.ts';
import { pause, startServer, withFolder } from './processes.ts';

const run = promisify(execFile);

/** Limits the size of every file of the process, as a full disk does. Node ignores the signal for it. */
const limited = (kibibytes: number): string[] => ['bash', '-c', `ulimit -S -f ${kibibytes}; exec "$@"`, 'limited'];
const unlimit = ({ child }: ServerProcess): Promise<unknown> =>
  run('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:']);

/** The disk of the embedded database is full: writes are refused, reads continue, and writes continue once there is space. */
export function fullDisk({
  kibibytes = 8 * 1_024,
  clients = 32,
  refusals: rejections = 50,
} = {}): Promise<FaultFigures> {
  return withFolder(async (dataDir) => {
    // LMDB prints a line for every write that fails
    const server = await startServer({ DATA_DIR: dataDir }, { command: limited(kibibytes), stderr: 'ignore' });
    const ledger = new Ledger();
    const stop = ledger.start(() => server.url, clients);
    while (ledger.rejected < rejections) await pause(10);
    await graphqlData(server.url, '{sessions(first:10){totalCount edges{node{id}}}}');
    await unlimit(server);
    await ledger.more(2 * clients);
    await stop();
    if (ledger.unanswered > 0) throw new Error(`${ledger.unanswered} requests were not answered`);
    const figures = await ledger.settle(server.url);
    // acknowledged sessions are on disk
    await endProcess(server, 'SIGKILL');
    const again = await startServer({ DATA_DIR: dataDir });
    const { lost, doubled } = await ledger.settle(again.url);
    await endProcess(again, 'SIGTERM');
    return { ...figures, lost: figures.lost + lost, doubled: figures.doubled + doubled };
  });
}
