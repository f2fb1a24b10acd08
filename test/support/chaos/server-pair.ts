import { endProcess, type ServerProcess, startProcess } from '../start-process.ts';

export const password = 'chaos';
const env = {
  DEMO_PASSWORD: password,
  LIVE_MAX_CONNECTIONS: '1000',
  RATE_LIMIT_USER: '1000000000',
  RATE_LIMIT_ACCOUNT: '1000000000',
  RATE_LIMIT_ADDRESS: '1000000000',
  MAX_DELAY_MS: '0',
};

/** One of two servers: it is restarted when it was killed. */
class Restarting {
  server: ServerProcess;
  isUp = true;
  restarted: Promise<void> = Promise.resolve();
  readonly #start: () => Promise<ServerProcess>;

  constructor(server: ServerProcess, start: () => Promise<ServerProcess>) {
    this.server = server;
    this.#start = start;
  }

  async kill(): Promise<void> {
    await this.restarted;
    this.isUp = false;
    await endProcess(this.server, 'SIGKILL');
    this.restarted = this.#restart();
  }

  async #restart(): Promise<void> {
    this.server = await this.#start();
    this.isUp = true;
  }
}

/** Two servers on one database, each of which can be killed. */
export class ServerPair {
  readonly #pair: readonly Restarting[];

  private constructor(pair: readonly Restarting[]) {
    this.#pair = pair;
  }

  static async start(uri: string): Promise<ServerPair> {
    const start = (demo: string): Promise<ServerProcess> =>
      startProcess({ ...env, MONGODB_URI: uri, SEED_DEMO: demo }, { stderr: 'inherit', discardLog: true });
    const [first, second] = [await start('1'), await start('0')];
    return new ServerPair([first, second].map((server) => new Restarting(server, () => start('0'))));
  }

  /** URLs of the servers that are up. */
  urls(): string[] {
    return this.#pair.flatMap(({ isUp, server }) => (isUp ? [server.url] : []));
  }

  /** URL of one of the two, which may be down: clients do not know. */
  anyUrl(): string {
    return this.#pair[Math.floor(Math.random() * 2)]?.server.url ?? '';
  }

  /** Kills one of the two and restarts it. Resolves when it is dead. */
  async kill(index: number): Promise<void> {
    await this.#pair[index]?.kill();
  }

  async allUp(): Promise<void> {
    await Promise.all(this.#pair.map(({ restarted }) => restarted));
  }

  async close(): Promise<void> {
    await Promise.all(this.#pair.map(({ server }) => endProcess(server, 'SIGTERM')));
  }
}

/** Kills the servers in turn as changes are made; every third time while the other one is still starting. */
export class Killer {
  readonly #pair: ServerPair;
  readonly #changes: number;
  readonly #kills: number;
  #done = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(pair: ServerPair, { changes, kills }: { readonly changes: number; readonly kills: number }) {
    this.#pair = pair;
    this.#changes = changes;
    this.#kills = kills;
  }

  onProgress(count: number): void {
    const early = (this.#done + 1) % 3 === 0 ? 1 : 0;
    if (this.#done >= this.#kills || count < (this.#changes * (this.#done + 1 - early)) / (this.#kills + 1)) return;
    const index = this.#done % 2;
    this.#done += 1;
    this.#last = this.#last.then(() => this.#pair.kill(index));
  }

  /** Waits until both servers are up. @returns the number of kills */
  async finish(): Promise<number> {
    await this.#last;
    await this.#pair.allUp();
    return this.#done;
  }
}
