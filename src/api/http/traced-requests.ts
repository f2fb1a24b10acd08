import { type Context, context, propagation, type Span, SpanKind } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { end, type Tracing, withParentSpan } from '../../adapters/telemetry/tracing.ts';
import type { RequestSummary } from '../../common/logging/request-summary.ts';

/** The spans of a request, and what is done for it. */
interface Traced {
  readonly span: Span;
  readonly context: Context;
  operation?: { readonly span: Span; readonly context: Context };
}

/** Has every request traced, as part of its caller's trace if it names one, and the GraphQL operation in it. */
export function traceRequests(server: FastifyInstance, { tracer }: Tracing): void {
  const traced = new WeakMap<FastifyRequest, Traced>();

  server.addHook('onRequest', (request, _reply, done) => {
    const { method, url, id, headers } = request;
    const [path = ''] = url.split('?');
    const outer = propagation.extract(context.active(), headers);
    const attributes = { 'http.request.method': method, 'url.path': path, 'request.id': id };
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, outer);
    const inner = withParentSpan(span, outer);
    traced.set(request, { span, context: inner });
    context.with(inner, done);
  });

  // reading the body has led out of the context
  server.addHook('preHandler', (request, _reply, done) => {
    const known = traced.get(request);
    if (!known) return done();
    if (request.routeOptions.url !== '/graphql') return context.with(known.context, done);
    const span = tracer.startSpan('graphql', {}, known.context);
    known.operation = { span, context: withParentSpan(span, known.context) };
    context.with(known.operation.context, done);
  });

  server.addHook('onSend', (request, _reply, payload, done) => {
    const operation = traced.get(request)?.operation;
    if (operation) endOperation(operation.span, request.summary);
    done(null, payload);
  });

  server.addHook('onResponse', (request, reply, done) => {
    const { span } = traced.get(request) ?? {};
    const { operation, codes, transport } = request.summary;
    const route = transport === 'graphql' ? '/graphql' : operation;
    if (route !== null) span?.updateName(`${request.method} ${route}`);
    span?.setAttributes({ 'http.response.status_code': reply.statusCode, 'error.codes': codes });
    if (span) end(span, reply.statusCode >= 500 ? String(reply.statusCode) : null);
    done();
  });
}

function endOperation(span: Span, { operation, codes }: RequestSummary): void {
  if (operation !== null) {
    const [type = ''] = operation.split(' ');
    span.updateName(operation).setAttribute('graphql.operation.type', type);
  }
  end(span, codes.length > 0 ? codes.join(' ') : null);
}
