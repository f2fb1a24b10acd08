import type { Config } from './config.ts';
import type { EventMover } from './events/event-mover.ts';
import type { LiveOperations } from './graphql/live/live-operations.ts';
import type { LiveDoors } from './graphql/live/plugin.ts';
import type { HttpServer } from './http/server.ts';
import type { Log } from './kernel/log.ts';
import { Metrics } from './observability/metrics.ts';
import type { Tracing } from './observability/tracing.ts';
import type { Persistence } from './persistence/open-persistence.ts';

/** Who watches what is done; nothing depends on them. */
export interface Observers {
  readonly metrics: Metrics;
  /** Null where nobody collects traces. */
  readonly tracing: Tracing | null;
  readonly traceRequests: ((server: HttpServer) => void) | null;
}

/** What is asked for whenever somebody reads the metrics. */
export interface Watched {
  readonly persistence: Pick<Persistence, 'pool'>;
  readonly events: { readonly mover: Pick<EventMover, 'waiting'> };
  readonly live: Pick<LiveDoors, 'sockets' | 'streams'>;
  readonly liveOperations: Pick<LiveOperations, 'subscriptions'>;
}

export function readNow({ metrics }: Observers, { persistence, events, live, liveOperations }: Watched): void {
  metrics.read({
    storeConnections: () => persistence.pool().open,
    storeConnectionsUsed: () => persistence.pool().used,
    storeWaiting: () => persistence.pool().waiting,
    sockets: () => live.sockets(),
    eventStreams: () => live.streams(),
    liveOperations: () => liveOperations.subscriptions,
    eventsWaiting: () => events.mover.waiting,
  });
}

/** What traces need is loaded only where they are wanted: it takes long. @param traces where they go, null for nowhere */
export async function createObservers({ traces }: Pick<Config, 'traces'>, log: Log): Promise<Observers> {
  const metrics = new Metrics();
  if (!traces) return { metrics, tracing: null, traceRequests: null };
  const [{ Tracing }, { traceRequests }] = await Promise.all([
    import('./observability/tracing.ts'),
    import('./observability/traced-requests/plugin.ts'),
  ]);
  const tracing = new Tracing({ ...traces, log });
  return { metrics, tracing, traceRequests: (server) => traceRequests(server, tracing) };
}
