import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** Messages between a worker, which receives a scrape, and the primary process, which asks all workers. */
interface MetricsRequest {
  readonly type: 'metrics.request';
  readonly id: number;
}
interface MetricsResponse {
  readonly type: 'metrics.response';
  readonly id: number;
  /** `null` if a worker did not answer in time. */
  readonly text: string | null;
}

/** Time that the primary process has for an answer, in milliseconds. prom-client gives each worker five seconds. */
const timeoutMs = 6_000;

/** Answers the scrapes of workers with the metrics of all workers. Called once, in the primary process. */
export function serveClusterMetrics(): void {
  const registry = new AggregatorRegistry();
  cluster.on('message', (worker: Worker, message: Partial<MetricsRequest>) => {
    const { type, id } = message;
    if (type !== 'metrics.request' || id === undefined) return;
    const answer = (text: string | null): void => {
      if (worker.isConnected()) worker.send({ type: 'metrics.response', id, text } satisfies MetricsResponse);
    };
    registry.clusterMetrics().then(answer, () => answer(null));
  });
}

/** Reads the metrics of all workers. Created once, in a worker. */
export class ClusterMetrics {
  readonly #pending = new Map<number, (text: string | null) => void>();
  readonly #worker: Worker;
  #lastId = 0;

  /** @param registries the metrics of this worker */
  constructor(worker: Worker, registries: Registry[]) {
    this.#worker = worker;
    AggregatorRegistry.setRegistries(registries);
    // adds the listener for the requests of the primary process
    new AggregatorRegistry();
    worker.on('message', ({ type, id, text }: Partial<MetricsResponse>) => {
      if (type === 'metrics.response' && id !== undefined) this.#pending.get(id)?.(text ?? null);
    });
  }

  /** @returns the metrics in the Prometheus format; `null` if they cannot be had in time */
  async text(): Promise<string | null> {
    this.#lastId += 1;
    const id = this.#lastId;
    try {
      return await new Promise<string | null>((resolve) => {
        this.#pending.set(id, resolve);
        setTimeout(() => resolve(null), timeoutMs).unref();
        this.#worker.send({ type: 'metrics.request', id } satisfies MetricsRequest);
      });
    } finally {
      this.#pending.delete(id);
    }
  }
}
