// Does nothing: what an answer takes here is what the machine, and whoever asks, take.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume();
  response.end('{}');
});
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
