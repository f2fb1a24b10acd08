import { type Context, context, diag, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Log } from '../../common/logging/log.ts';

export interface TracingOptions {
  /** Base URL of the OTLP/HTTP collector, without `/v1/traces`. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly log: Log;
}

/** A database command, without any of its values. */
interface StoreCommand {
  readonly name: string;
  readonly collection: string | null;
  readonly database: string;
}

interface WebhookAttempt {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Export timeout in milliseconds, also at shutdown. */
const exportTimeoutMs = 3_000;
const noticeEveryMs = 60_000;

/**
 * Creates OpenTelemetry spans with names, ids and times only, never texts, variables or values.
 *
 * Spans are buffered in bounded memory and exported in the background; spans that cannot be exported are dropped.
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

  /** Starts a span for a database command of a request. Commands of background work get no span. */
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

  /** Runs a webhook delivery attempt in a span. */
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

  /** Exports the remaining spans, as far as the collector accepts them within the timeout, and disables tracing. */
  async close(): Promise<void> {
    await this.#provider.shutdown().catch((error: unknown) => this.#reportFailure(String(error)));
    context.disable();
    trace.disable();
    diag.disable();
  }
}

/** @param failure the error, `null` on success */
export function end(span: Span, failure: string | null): void {
  if (failure !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
  span.end();
}

/** Returns the context with a span as the parent of spans that start in it. */
export function withParentSpan(span: Span, outer: Context): Context {
  return trace.setSpan(outer, span);
}

/**
 * Limits the warnings about failed exports to one per minute, because the exporter fails every few seconds while the
 * collector is unavailable.
 */
function throttledWarning(log: Log): (reason: string) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (reason) => {
    if (performance.now() - lastMs < noticeEveryMs) return;
    lastMs = performance.now();
    log.warn({ reason: reason.slice(0, 500) }, 'traces.export-failed');
  };
}
