import { type Context, context, diag, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Log } from '../../common/logging/log.ts';

export interface TracingOptions {
  /** Where OTLP over HTTP is taken, without `/v1/traces`. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly log: Log;
}

/** One command on its way to the store, without any of its values. */
interface StoreCommand {
  readonly name: string;
  readonly collection: string | null;
  readonly database: string;
}

interface WebhookAttempt {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Past this a collector is not waited for: at a stop, neither. */
const exportTimeoutMs = 3_000;
const noticeEveryMs = 60_000;

/**
 * Spans by OpenTelemetry: names, ids and times, never a text, a variable or a value. They are collected in memory, of
 * bounded size, and sent in the background; what cannot be sent is dropped.
 */
export class Tracing {
  readonly #provider: NodeTracerProvider;
  readonly #reportFailure: (reason: string) => void;
  readonly tracer;

  constructor({ endpoint, serviceName, log }: TracingOptions) {
    const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
    const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMs });
    this.#provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': serviceName }),
      spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: exportTimeoutMs })],
    });
    this.#provider.register();
    this.tracer = this.#provider.getTracer('voice-sessions');
    this.#reportFailure = throttledWarning(log);
    const silent = (): void => undefined;
    diag.setLogger({ error: this.#reportFailure, warn: silent, info: silent, debug: silent, verbose: silent });
  }

  /** A span for a command of a request; what the server asks the store by itself is not worth one. */
  readonly command = ({ name, collection, database }: StoreCommand): ((failure: string | null) => void) => {
    const parent = context.active();
    if (!trace.getSpan(parent)) return () => undefined;
    const span = this.tracer.startSpan(
      collection === null ? name : `${name} ${collection}`,
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'db.system.name': 'mongodb',
          'db.operation.name': name,
          'db.namespace': database,
          ...(collection !== null && { 'db.collection.name': collection }),
        },
      },
      parent,
    );
    return (failure) => end(span, failure);
  };

  /** A span for an attempt to deliver an event. */
  async webhook<T extends { readonly status: number | null; readonly failure: string | null }>(
    { url, headers }: WebhookAttempt,
    send: () => Promise<T>,
  ): Promise<T> {
    const span = this.tracer.startSpan('webhook', {
      kind: SpanKind.CLIENT,
      attributes: {
        'server.address': new URL(url).hostname,
        'http.request.method': 'POST',
        'webhook.event': headers['Webhook-Event'],
        'webhook.attempt': headers['X-Request-Id'],
      },
    });
    const response = await context.with(trace.setSpan(context.active(), span), send);
    if (response.status !== null) span.setAttribute('http.response.status_code', response.status);
    end(span, response.failure);
    return response;
  }

  /** Sends what is left, as far as the collector takes it in time. */
  async close(): Promise<void> {
    await this.#provider.shutdown().catch((error: unknown) => this.#reportFailure(String(error)));
    context.disable();
    trace.disable();
    diag.disable();
  }
}

/** @param failure what went wrong, `null` for nothing */
export function end(span: Span, failure: string | null): void {
  if (failure !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
  span.end();
}

/** The same context, with a span as the parent of what begins in it. */
export function withParentSpan(span: Span, outer: Context): Context {
  return trace.setSpan(outer, span);
}

/** A collector that is away is no news every five seconds. */
function throttledWarning(log: Log): (reason: string) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (reason) => {
    if (performance.now() - lastMs < noticeEveryMs) return;
    lastMs = performance.now();
    log.warn({ reason: reason.slice(0, 500) }, 'traces.export-failed');
  };
}
