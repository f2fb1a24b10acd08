import cluster from 'node:cluster';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { errorCatalogue } from '../../common/errors/error-catalogue.ts';
import {
  type ExecutionOutcome,
  type InterpretationReason,
  interpretationReasons,
} from '../../common/execution-outcomes.ts';
import type { RequestSummary } from '../../common/logging/request-summary.ts';
import { ClusterMetrics } from './cluster-metrics.ts';

/** Reads the current value of a gauge. */
type GaugeReader = () => number;

export interface GaugeReaders {
  readonly storeConnections: GaugeReader;
  readonly storeConnectionsUsed: GaugeReader;
  readonly storeWaiting: GaugeReader;
  readonly sockets: GaugeReader;
  readonly eventStreams: GaugeReader;
  readonly liveOperations: GaugeReader;
  readonly eventsWaiting: GaugeReader;
}

const prefix = 'voice_sessions_';
const reasons = Object.keys(interpretationReasons) as InterpretationReason[];
const requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const storeBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const gauges: Record<keyof GaugeReaders, [name: string, help: string]> = {
  storeConnections: ['store_connections_open', 'Open connections to the database.'],
  storeConnectionsUsed: ['store_connections_used', 'Database connections in use.'],
  storeWaiting: ['store_waiting', 'Operations waiting for a database connection.'],
  sockets: ['live_sockets', 'Open WebSockets.'],
  eventStreams: ['live_event_streams', 'Open server-sent event streams.'],
  liveOperations: ['live_subscriptions', 'Active subscriptions over WebSockets and event streams.'],
  eventsWaiting: ['events_waiting', 'Sessions with events that this server has not relayed yet.'],
};

/** Metrics of the process, shared by all applications that run in it. */
let sharedProcessRegistry: Registry | null = null;

function processRegistry(): Registry {
  if (sharedProcessRegistry) return sharedProcessRegistry;
  sharedProcessRegistry = new Registry();
  collectDefaultMetrics({ register: sharedProcessRegistry });
  return sharedProcessRegistry;
}

/**
 * Collects metrics in the Prometheus format. Label values are fixed names: never a path, an id, or text from a client.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #processRegistry = processRegistry();
  readonly #requests = this.#histogram('request_duration_seconds', 'Request duration in seconds.', {
    labelNames: ['transport', 'operation', 'status'],
    buckets: requestBuckets,
  });
  readonly #storeCalls = this.#histogram('store_call_duration_seconds', 'Duration of a repository call in seconds.', {
    labelNames: ['call', 'outcome'],
    buckets: storeBuckets,
  });
  readonly #errors = this.#counter('errors_total', 'Errors in responses, by code.', ['transport', 'code']);
  readonly #attempts = this.#counter('webhook_attempts_total', 'Webhook delivery attempts, by outcome.', ['status']);
  readonly #executions = this.#counter(
    'graphql_operations_executed_total',
    'GraphQL operations executed, by executor (compiled code or graphql-js) and reason.',
    ['execution', 'reason'],
  );
  /** Histograms by labels, in nested maps, because prom-client would build a string of the labels on every lookup. */
  readonly #timers = new Map<string, Map<string, Histogram.Internal<string>>>();

  readonly #clusterMetrics = cluster.worker
    ? new ClusterMetrics(cluster.worker, [this.#registry, this.#processRegistry])
    : null;

  constructor() {
    // initializes the counters, so that rates start at zero
    this.#executionsOf('compiled').inc(0);
    for (const reason of reasons) this.#executionsOf(reason).inc(0);
    for (const code of Object.keys(errorCatalogue)) {
      for (const transport of ['graphql', 'rest', 'streaming']) this.#errors.labels({ transport, code }).inc(0);
    }
    for (const status of ['Delivered', 'Pending', 'Dead']) this.#attempts.labels({ status }).inc(0);
  }

  /** Records the response to a request or an operation. */
  observeRequest({ transport, operation, codes }: RequestSummary, status: number, seconds: number): void {
    const name = operation ?? 'none';
    this.#timer(`${transport} ${status}`, name, () =>
      this.#requests.labels({ transport, operation: name, status }),
    ).observe(seconds);
    for (const code of codes) this.#errors.labels({ transport, code }).inc();
  }

  operationExecuted(outcome: ExecutionOutcome): void {
    this.#executionsOf(outcome).inc();
  }

  observeStoreCall(call: string, seconds: number, outcome: string): void {
    this.#timer(outcome, call, () => this.#storeCalls.labels({ call, outcome })).observe(seconds);
  }

  /** @param status `Delivered`, `Pending` when it will be retried, `Dead` when it is given up */
  countWebhookAttempt(status: string): void {
    this.#attempts.labels({ status }).inc();
  }

  /** Registers the gauges, which are read at every scrape. */
  registerGauges(readings: GaugeReaders): void {
    for (const [key, read] of Object.entries(readings) as [keyof GaugeReaders, GaugeReader][]) {
      const [name, help] = gauges[key];
      new Gauge({
        name: prefix + name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read());
        },
      });
    }
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Returns the metrics of this process, or of all workers if it is one of several; of itself if one does not answer. */
  async text(): Promise<string> {
    const ofAllWorkers = await this.#clusterMetrics?.text();
    return ofAllWorkers ?? this.#ownText();
  }

  async #ownText(): Promise<string> {
    return `${await this.#registry.metrics()}\n${await this.#processRegistry.metrics()}`;
  }

  #executionsOf(outcome: ExecutionOutcome): Counter.Internal {
    return outcome === 'compiled'
      ? this.#executions.labels({ execution: 'compiled', reason: 'none' })
      : this.#executions.labels({ execution: 'interpreted', reason: outcome });
  }

  #timer(group: string, name: string, make: () => Histogram.Internal<string>): Histogram.Internal<string> {
    const timers = this.#timers.get(group) ?? new Map<string, Histogram.Internal<string>>();
    const known = timers.get(name);
    if (known) return known;
    const timer = make();
    this.#timers.set(group, timers.set(name, timer));
    return timer;
  }

  #histogram(name: string, help: string, options: { labelNames: string[]; buckets: number[] }): Histogram {
    return new Histogram({ name: prefix + name, help, registers: [this.#registry], ...options });
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: prefix + name, help, registers: [this.#registry], labelNames });
  }
}
