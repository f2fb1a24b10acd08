import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that are not answered yet. Hardly any client sends a second before it has the first answer. */
const maxUnderWay = 16;

/**
 * Hangs up on who asks on and on without reading the answers: Node begins every request as it comes, and a few such
 * clients would leave no time for anybody else.
 */
export function boundPipelines(server: Server): void {
  const underWay = new WeakMap<Socket, number>();
  const add = (socket: Socket, change: number): number => {
    const count = (underWay.get(socket) ?? 0) + change;
    underWay.set(socket, count);
    return count;
  };
  server.on('request', ({ socket }, response) => {
    response.once('close', () => add(socket, -1));
    if (add(socket, 1) > maxUnderWay) socket.destroy();
  });
}
