import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import { Metrics } from '../adapters/telemetry/metrics.ts';
import type { Tracing } from '../adapters/telemetry/tracing.ts';
import type { SubscriptionTransports } from '../api/graphql/subscriptions/plugin.ts';
import type { StreamingExecutor } from '../api/graphql/subscriptions/streaming-executor.ts';
import type { HttpServer } from '../api/http/server.ts';
import type { Log } from '../common/logging/log.ts';
import type { OutboxRelay } from '../domain/events/outbox-relay.ts';
import type { Config } from './config.ts';

/** Who watches what is done; nothing depends on them. */
export interface Telemetry {
  readonly metrics: Metrics;
  /** Null where nobody collects traces. */
  readonly tracing: Tracing | null;
  readonly traceRequests: ((server: HttpServer) => void) | null;
}

/** What is asked for whenever somebody reads the metrics. */
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

/** What traces need is loaded only where they are wanted: it takes long. @param traces where they go, null for nowhere */
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
