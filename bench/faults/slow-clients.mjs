import { connect } from 'node:net';
import { Ledger, headers as signedIn } from './ledger.mjs';
import { pause, startServer, withFolder } from './processes.mjs';

const headers = Object.entries(signedIn)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');
const create = `POST /sessions HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: 1000\r\n\r\n`;
const largest = `GET /openapi.json HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;

/** An error is as good an end as any. */
const closing = (socket) => new Promise((resolve) => socket.once('close', resolve));

/** Sends a body letter by letter. @returns once the server has hung up */
async function dribble(port) {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  const closed = closing(socket);
  socket.resume();
  socket.write(create);
  const timer = setInterval(() => socket.write(' '), 100);
  await closed;
  clearInterval(timer);
}

/** Asks for the largest answer there is again and again and reads none of it. @returns once the server has hung up */
async function neverRead(port) {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.pause();
  const timer = setInterval(() => socket.writable && socket.write(largest), 100);
  // an unread socket does not tell that the other side is gone: writing does
  await closing(socket);
  clearInterval(timer);
}

/** Clients that send as slowly as they can or never read keep nobody else waiting, and are hung up on. */
export function slowClients({ each = 100, creates = 400, clients = 16 } = {}) {
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
    if (ledger.refused + ledger.unanswered > 0) throw new Error('others were refused');
    const inTime = await Promise.race([slow.then(() => true), pause(30_000).then(() => false)]);
    if (!inTime) throw new Error('the server did not hang up on all of them');
    const figures = await ledger.settle(server.url);
    await server.end('SIGTERM');
    return figures;
  });
}
