import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { serialize } from 'bson';
import { administrationCommands } from './commands/administration.ts';
import { aggregationCommands } from './commands/aggregation.ts';
import { Command, type CommandDefinition, type Store } from './commands/command.ts';
import { indexCommands } from './commands/indexes.ts';
import { readingCommands } from './commands/reading.ts';
import { writingCommands } from './commands/writing.ts';
import { StoreError } from './store-error.ts';
import { FrameReader, type Request, readRequest, writeReply } from './wire.ts';

const commands = new Map<string, CommandDefinition>(
  Object.entries({
    ...administrationCommands,
    ...aggregationCommands,
    ...indexCommands,
    ...readingCommands,
    ...writingCommands,
  }),
);

/** Serves MongoDB clients on a socket. The requests of one connection are executed sequentially. */
export class StoreServer {
  readonly #store: Store;
  readonly #server: NetServer;
  readonly #sockets = new Set<Socket>();
  readonly #running = new Set<Promise<void>>();

  constructor(store: Store) {
    this.#store = store;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /**
   * Starts listening.
   * @returns the address
   * @throws the error of `net.Server.listen`
   */
  async listen(where: { path: string } | { host: string; port: number }): Promise<ReturnType<NetServer['address']>> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(where, resolve);
    });
    return this.#server.address();
  }

  /** Stops accepting requests, finishes those in progress, then closes the connections. */
  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.pause();
    await Promise.allSettled(this.#running);
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    const frames = new FrameReader();
    let last = Promise.resolve();
    let replies = 0;
    socket.on('close', () => this.#sockets.delete(socket));
    // A broken connection is not an error of the database; 'close' follows.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      try {
        for (const frame of frames.push(chunk)) {
          const request = readRequest(frame);
          last = last.then(async () => {
            const reply = await this.#reply(request);
            if (request.wantsReply && !socket.destroyed) socket.write(writeReply(request, ++replies, reply));
          });
          this.#track(last);
        }
      } catch {
        // After an invalid message the start of the next one is unknown; other connections are not affected.
        socket.destroy();
      }
    });
  }

  #track(work: Promise<void>): void {
    this.#running.add(work);
    // a rejection is a defect; unhandled, it ends the thread
    void work.finally(() => this.#running.delete(work));
  }

  async #reply(request: Request): Promise<Uint8Array> {
    try {
      const command = new Command(request);
      const definition = commands.get(command.name);
      if (!definition) throw new StoreError(59, `no such command: '${command.name}'`);
      command.check(definition);
      const result = await definition.run(command, this.#store);
      return Buffer.isBuffer(result) ? result : serialize({ ...result, ok: 1 });
    } catch (error) {
      return serialize(errorReply(error));
    }
  }
}

function errorReply(error: unknown): Record<string, unknown> {
  if (error instanceof StoreError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra };
  }
  return { ok: 0, errmsg: error instanceof Error ? error.message : String(error), code: 1, codeName: 'InternalError' };
}
