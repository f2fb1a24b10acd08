import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import { serveClusterMetrics } from '../adapters/telemetry/cluster-metrics.ts';
import { Metrics } from '../adapters/telemetry/metrics.ts';
import type { Tracing } from '../adapters/telemetry/tracing.ts';
import type { SubscriptionTransports } from '../api/graphql/subscriptions/plugin.ts';
import type { StreamingExecutor } from '../api/graphql/subscriptions/streaming-executor.ts';
import type { HttpServer } from '../api/http/server.ts';
import type { Log } from '../common/logging/log.ts';
import type { OutboxRelay } from '../domain/events/outbox-relay.ts';
import type { Config } from './config.ts';

export { serveClusterMetrics };

/** Metrics and tracing. Nothing depends on their results. */
export interface Telemetry {
  readonly metrics: Metrics;
  /** Null if no trace collector is configured. */
  readonly tracing: Tracing | null;
  readonly traceRequests: ((server: HttpServer) => void) | null;
}

/** Sources of the gauges, read for each request of `/metrics`. */
export interface GaugeSources {
  readonly persistence: Pick<MongoStore, 'pool'>;
  readonly events: { readonly relay: Pick<OutboxRelay, 'waiting'> };
  readonly subscriptionTransports: Pick<SubscriptionTransports, 'sockets' | 'streams'>;
  readonly streamingExecutor: Pick<StreamingExecutor, 'subscriptions'>;
}

export function registerGauges(
  { metrics }: Telemetry,
  { persistence, events, subscriptionTransports, streamingExecutor }: GaugeSources,
): void {
  metrics.registerGauges({
    storeConnections: () => persistence.pool().open,
    storeConnectionsUsed: () => persistence.pool().used,
    storeWaiting: () => persistence.pool().waiting,
    sockets: () => subscriptionTransports.sockets(),
    eventStreams: () => subscriptionTransports.streams(),
    liveOperations: () => streamingExecutor.subscriptions,
    eventsWaiting: () => events.relay.waiting,
  });
}

/**
 * Creates the metrics, and tracing if a collector is configured.
 * The tracing modules are loaded only then, because loading them is slow.
 */
export async function createTelemetry({ traces }: Pick<Config, 'traces'>, log: Log): Promise<Telemetry> {
  const metrics = new Metrics();
  if (!traces) return { metrics, tracing: null, traceRequests: null };
  const [{ Tracing }, { traceRequests }] = await Promise.all([
    import('../adapters/telemetry/tracing.ts'),
    import('../api/http/traced-requests.ts'),
  ]);
  const tracing = new Tracing({ ...traces, log });
  return { metrics, tracing, traceRequests: (server) => traceRequests(server, tracing) };
}
