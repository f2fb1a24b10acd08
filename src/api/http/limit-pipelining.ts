import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Upper bound on the requests of a connection that wait for an earlier response. Few clients use pipelining. */
const maxPipelined = 15;

/**
 * Closes connections with too many pipelined requests. Node handles each request on arrival, so a few clients that send
 * requests without reading responses could block all others.
 */
export function limitPipelining(server: Server): void {
  const waiting = new WeakMap<Socket, number>();
  const add = (socket: Socket, change: number): number => {
    const count = (waiting.get(socket) ?? 0) + change;
    waiting.set(socket, count);
    return count;
  };
  server.on('request', ({ socket }, response) => {
    // a response with a socket does not wait for an earlier one, so it is not counted
    if (response.socket) return;
    response.once('close', () => add(socket, -1));
    if (add(socket, 1) > maxPipelined) socket.destroy();
  });
}
