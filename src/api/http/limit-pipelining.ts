import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that wait for the answers to others. Hardly any client sends a second before it has the first answer. */
const maxPipelined = 15;

/**
 * Hangs up on who asks on and on without reading the answers: Node begins every request as it comes, and a few such
 * clients would leave no time for anybody else.
 */
export function limitPipelining(server: Server): void {
  const waiting = new WeakMap<Socket, number>();
  const add = (socket: Socket, change: number): number => {
    const count = (waiting.get(socket) ?? 0) + change;
    waiting.set(socket, count);
    return count;
  };
  server.on('request', ({ socket }, response) => {
    // a response has its socket once no earlier response of the connection is pending: that one need not be counted
    if (response.socket) return;
    response.once('close', () => add(socket, -1));
    if (add(socket, 1) > maxPipelined) socket.destroy();
  });
}
