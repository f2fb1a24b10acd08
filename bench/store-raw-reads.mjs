import { connect } from 'node:net';
import { serialize } from 'bson';

/**
 * How many finds by id a second a server on a Unix socket answers, asked by framed bytes on plain sockets: what the server
 * can do when no driver, which takes more time than the read, stands before it.
 */
export async function rawReadsPerSecond({ path, sockets, seconds, db, collection, pickId }) {
  const ask = () => find(db, collection, pickId());
  const start = performance.now();
  const end = start + seconds * 1_000;
  const counts = await Promise.all(Array.from({ length: sockets }, () => askUntil(end, path, ask)));
  return counts.reduce((sum, one) => sum + one, 0) / ((performance.now() - start) / 1_000);
}

function askUntil(end, path, ask) {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => socket.write(ask()));
    let answers = 0;
    let missing = 0;
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      missing = (missing || chunk.readInt32LE(0)) - chunk.length;
      if (missing > 0) return;
      answers += 1;
      if (performance.now() < end) return socket.write(ask());
      socket.destroy();
      resolve(answers);
    });
  });
}

/** OP_MSG with one section. */
function find(db, collection, id) {
  const body = serialize({ find: collection, filter: { _id: id }, limit: 1, singleBatch: true, $db: db });
  const message = Buffer.alloc(21 + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(2013, 12);
  message.set(body, 21);
  return message;
}
