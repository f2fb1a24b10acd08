// Takes as long for each request as its path says, and does nothing else: GET or POST /MICROSECONDS/BYTES, or /MICROSECONDS/BYTES/NEXT to
// ask NEXT microseconds of the server at THEN first, as one asks a store. What it takes longer at times is what the machine, and whoever
// asks, take; a stall while it is at it is even forgiven.
import { createServer } from 'node:http';
import { Pool } from 'undici';

const { THEN } = process.env;
const then = THEN && new Pool(THEN, { connections: 64, pipelining: 1 });

function spend(microseconds) {
  const until = performance.now() + microseconds / 1_000;
  while (performance.now() < until);
}

const server = createServer(async (request, response) => {
  const [microseconds, bytes, next] = request.url.slice(1).split('/').map(Number);
  request.resume();
  if (next !== undefined) await (await then.request({ path: `/${next}/2`, method: 'GET' })).body.dump();
  spend(microseconds);
  response.end(Buffer.alloc(bytes, ' '));
});
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
