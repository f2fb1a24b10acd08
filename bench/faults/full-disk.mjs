import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { graphql, Ledger } from './ledger.mjs';
import { pause, startServer, withFolder } from './processes.mjs';

const run = promisify(execFile);

/** What a disk with no room is for a process: none of its files may grow beyond this. Node ignores the signal that says so. */
const limited = (kibibytes) => ['bash', '-c', `ulimit -S -f ${kibibytes}; exec "$@"`, 'limited'];
const makeRoom = ({ pid }) => run('prlimit', ['--pid', String(pid), '--fsize=unlimited:']);

/** The embedded store finds no room: writes are refused, reads go on, and when there is room again so do writes. */
export function fullDisk({ kibibytes = 8 * 1_024, clients = 32, refusals = 50 } = {}) {
  return withFolder(async (dataDir) => {
    // LMDB writes a line for every write that fails
    const options = { command: limited(kibibytes), stderr: 'ignore' };
    const server = await startServer({ DATA_DIR: dataDir }, options);
    const ledger = new Ledger();
    const stop = ledger.start(() => server.url, clients);
    while (ledger.refused < refusals) await pause(10);
    const { errors } = await graphql(server.url, '{sessions(first:10){totalCount edges{node{id}}}}');
    if (errors) throw new Error(`nothing can be read: ${JSON.stringify(errors)}`);
    await makeRoom(server.child);
    await ledger.more(2 * clients);
    await stop();
    if (ledger.unanswered > 0) throw new Error(`${ledger.unanswered} requests were not answered`);
    const figures = await ledger.settle(server.url);
    // what is on disk is what was told
    await server.end('SIGKILL');
    const again = await startServer({ DATA_DIR: dataDir });
    const { lost, doubled } = await ledger.settle(again.url);
    await again.end('SIGTERM');
    return { ...figures, lost: figures.lost + lost, doubled: figures.doubled + doubled };
  });
}
