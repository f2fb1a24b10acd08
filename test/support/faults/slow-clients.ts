import { connect, type Socket } from 'node:net';
import { endProcess } from '../start-process.ts';
import { type FaultFigures, Ledger, headers as signedIn } from './ledger.ts';
import { pause, startServer, withFolder } from './processes.ts';

const headers = Object.entries(signedIn)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');
const create = `POST /sessions HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: 1000\r\n\r\n`;
const largest = `GET /openapi.json HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;

/** Resolves when the socket is closed, also by an error. */
const closing = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

/** Sends a body byte by byte. Resolves once the server has closed the connection. */
async function dribble(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  const closed = closing(socket);
  socket.resume();
  socket.write(create);
  const timer = setInterval(() => socket.write(' '), 100);
  await closed;
  clearInterval(timer);
}

/** Requests the largest response repeatedly and reads nothing. Resolves once the server has closed the connection. */
async function neverRead(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.pause();
  // a paused socket notices the end of the connection only when it writes
  const timer = setInterval(() => socket.writable && socket.write(largest), 100);
  await closing(socket);
  clearInterval(timer);
}

/** Clients that send slowly or never read do not delay others, and the server closes their connections. */
export function slowClients({ each = 100, creates = 400, clients = 16 } = {}): Promise<FaultFigures> {
  return withFolder(async (dataDir) => {
    const server = await startServer({
      DATA_DIR: dataDir,
      REQUEST_TIMEOUT_SECONDS: '2',
      DEADLINE_SECONDS: '2',
      RATE_LIMIT_USER: '100000000',
      RATE_LIMIT_ACCOUNT: '100000000',
    });
    const ledger = new Ledger();
    const stop = ledger.start(() => server.url, clients);
    await ledger.more(creates / 2);
    const port = Number(new URL(server.url).port);
    const slow = Promise.all(Array.from({ length: each }, () => [dribble(port), neverRead(port)]).flat());
    await ledger.more(creates);
    await stop();
    if (ledger.rejected + ledger.unanswered > 0) throw new Error('others were refused');
    const isInTime = await Promise.race([slow.then(() => true), pause(30_000).then(() => false)]);
    if (!isInTime) throw new Error('the server did not close all slow connections');
    const figures = await ledger.settle(server.url);
    await endProcess(server, 'SIGTERM');
    return figures;
  });
}
