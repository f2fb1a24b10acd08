// A TCP proxy between the server and its database, or between a client and the server. It breaks, freezes and cuts connections.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket, type TcpNetConnectOpts } from 'node:net';

export interface TcpProxy {
  /** The connection string that leads through the proxy; direct, because the database would report its own address otherwise. */
  readonly uri: string;
  /** The URL that leads through the proxy. */
  readonly url: string;
  /** Open connections. */
  readonly connections: number;
  /** Directs new connections to another target. */
  leadTo(target: string): void;
  /** Forwards everything again, the held chunks first. */
  open(): void;
  /** Keeps connections and forwards nothing. */
  freeze(): void;
  /** Holds operations; forwards the driver's own checks. */
  stall(): void;
  /** Breaks every connection and accepts no new one. */
  goAway(): void;
  /** Breaks every connection after this many bytes of its next reply. */
  cutReplies(bytes: number): void;
  close(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  readonly held: (readonly [to: Socket, chunk: Buffer])[];
  bytesToCut: number | null;
}

type Target = Pick<TcpNetConnectOpts, 'host' | 'port'> | { readonly path: string };

/** @param uri a connection string or the URL of a server. @returns a host and port, or a Unix socket */
function targetOf(uri: string): Target {
  if (uri.startsWith('http:')) return { host: new URL(uri).hostname, port: Number(new URL(uri).port) };
  const [, host = ''] = /^mongodb:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(uri) ?? [];
  const decoded = decodeURIComponent(host);
  if (decoded.startsWith('/')) return { path: decoded };
  const [name = '', port = '27017'] = decoded.split(':');
  return { host: name, port: Number(port) };
}

/** The driver sends a session's id with every operation, and with none of its own checks. */
const isOperation = (chunk: Buffer): boolean => chunk.includes('lsid');

function uriThrough(port: number, uri: string): string {
  const [, credentials = ''] = /^mongodb:\/\/([^@/]*@)/.exec(uri) ?? [];
  const [, database = '', options = ''] = /^mongodb:\/\/[^/]*\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const kept = options.split('&').filter((option) => option !== '' && !/^(replicaSet|directConnection)=/i.test(option));
  return `mongodb://${credentials}127.0.0.1:${port}/${database}?${['directConnection=true', ...kept].join('&')}`;
}

/** @param onRequest called with every chunk that the client sends */
export async function startProxy(uri: string, onRequest?: (chunk: Buffer) => void): Promise<TcpProxy> {
  let target = targetOf(uri);
  const pairs = new Set<Pair>();
  let mode: 'open' | 'frozen' | 'stalled' | 'away' = 'open';

  function close(pair: Pair): void {
    pair.near.destroy();
    pair.far.destroy();
    pairs.delete(pair);
  }

  // held back, not left unread: the end of a connection has to be noticed
  function forward(pair: Pair, to: Socket, chunk: Buffer): void {
    if (mode === 'frozen' || (mode === 'stalled' && to === pair.far && isOperation(chunk))) pair.held.push([to, chunk]);
    else to.write(chunk);
  }

  const server = createServer((near) => {
    if (mode === 'away') {
      near.destroy();
      return;
    }
    const far = connect(target as TcpNetConnectOpts);
    const pair: Pair = { near, far, bytesToCut: null, held: [] };
    pairs.add(pair);
    near.on('data', (chunk: Buffer) => {
      onRequest?.(chunk);
      forward(pair, far, chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (pair.bytesToCut === null) forward(pair, near, chunk);
      else near.write(chunk.subarray(0, pair.bytesToCut), () => close(pair));
    });
    for (const socket of [near, far]) {
      socket.on('error', () => close(pair));
      socket.on('close', () => close(pair));
    }
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    uri: uriThrough(port, uri),
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return pairs.size;
    },
    leadTo(other) {
      target = targetOf(other);
    },
    open() {
      mode = 'open';
      for (const { held } of pairs) for (const [to, chunk] of held.splice(0)) to.write(chunk);
    },
    freeze() {
      mode = 'frozen';
    },
    stall() {
      mode = 'stalled';
    },
    goAway() {
      mode = 'away';
      for (const pair of [...pairs]) close(pair);
    },
    cutReplies(bytes) {
      for (const pair of pairs) pair.bytesToCut = bytes;
    },
    async close() {
      for (const pair of [...pairs]) close(pair);
      server.close();
    },
  };
}
