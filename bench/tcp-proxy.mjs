// Stands between the server and its store, or a client and the server, and does what networks do: loses connections, stalls, is away.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Where a connection string or the URL of a server leads: a host and port, or a Unix socket. */
function targetOf(uri) {
  if (uri.startsWith('http:')) return { host: new URL(uri).hostname, port: Number(new URL(uri).port) };
  const [, host = ''] = /^mongodb:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(uri) ?? [];
  const decoded = decodeURIComponent(host);
  if (decoded.startsWith('/')) return { path: decoded };
  const [name, port = '27017'] = decoded.split(':');
  return { host: name, port: Number(port) };
}

/** The driver sends a session's id with every operation, and with none of its own checks. */
const isOperation = (chunk) => chunk.includes('lsid');

/** @param onRequest is given every chunk that the client sends */
export async function startProxy(uri, onRequest) {
  let target = targetOf(uri);
  const pairs = new Set();
  let mode = 'open';

  const server = createServer((near) => {
    if (mode === 'away') return near.destroy();
    const far = connect(target);
    const pair = { near, far, bytesToCut: null, held: [] };
    pairs.add(pair);
    // held back, not left unread: the end of a connection has to be noticed
    const pass = (to, chunk) => (mode === 'frozen' ? pair.held.push([to, chunk]) : to.write(chunk));
    near.on('data', (chunk) => {
      onRequest?.(chunk);
      if (mode === 'stalled' && isOperation(chunk)) return pair.held.push([far, chunk]);
      pass(far, chunk);
    });
    far.on('data', (chunk) => {
      if (pair.bytesToCut === null) return pass(near, chunk);
      // the beginning of an answer, and no more
      near.write(chunk.subarray(0, pair.bytesToCut), () => close(pair));
    });
    for (const socket of [near, far]) {
      socket.on('error', () => close(pair));
      socket.on('close', () => close(pair));
    }
  });

  function close(pair) {
    pair.near.destroy();
    pair.far.destroy();
    pairs.delete(pair);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const [, database = '', options = ''] = /^mongodb:\/\/[^/]*\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const [, credentials = ''] = /^mongodb:\/\/([^@/]*@)/.exec(uri) ?? [];
  const kept = options.split('&').filter((option) => option !== '' && !/^(replicaSet|directConnection)=/i.test(option));

  return {
    /** Leads through the proxy; directly, because the store would name itself otherwise. */
    uri: `mongodb://${credentials}127.0.0.1:${port}/${database}?${['directConnection=true', ...kept].join('&')}`,
    url: `http://127.0.0.1:${port}`,
    /** From now on new connections lead somewhere else. */
    leadTo(other) {
      target = targetOf(other);
    },
    get connections() {
      return pairs.size;
    },
    /** Everything passes again. */
    open() {
      mode = 'open';
      for (const { held } of pairs) for (const [to, chunk] of held.splice(0)) to.write(chunk);
    },
    /** Connections stay, and nothing passes. */
    freeze() {
      mode = 'frozen';
    },
    /** Operations get no answer, the driver's own checks do. */
    stall() {
      mode = 'stalled';
    },
    /** Every connection breaks, and no new one is had. */
    goAway() {
      mode = 'away';
      for (const pair of [...pairs]) close(pair);
    },
    /** The next answer on every connection breaks off after so many bytes. */
    cutReplies(bytes) {
      for (const pair of pairs) pair.bytesToCut = bytes;
    },
    async close() {
      for (const pair of [...pairs]) close(pair);
      server.close();
    },
  };
}
