import type { FormattedExecutionResult } from 'graphql';
import type { ContextSource } from '../../http/request-context.ts';
import type { LogContext, StreamingExecutor } from './streaming-executor.ts';

/** Response headers of an event stream. `X-Accel-Buffering` disables buffering in proxies. */
export const eventStreamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** A comment line of the SSE format, which clients ignore. */
const keepAlive = ':\n\n';
const keepAliveMs = 12_000;

/** Output of an event stream. */
export interface EventStreamSink {
  /**
   * Writes text, and resolves once the sink accepts more.
   *
   * @returns `false` if the client has disconnected
   */
  write(text: string): Promise<boolean>;
  /** Registers a callback that is called once when the client disconnects. */
  onGone(callback: () => void): void;
}

/**
 * Sends the results of an operation as server-sent events: GraphQL over SSE in distinct connections mode. Each event of
 * a subscription has its cursor as the `id`, which browsers send as `Last-Event-ID` when they reconnect.
 */
export async function sendEventStream(
  operations: StreamingExecutor,
  prepared: ReturnType<StreamingExecutor['prepare']>,
  contexts: ContextSource,
  logContext: LogContext,
  sink: EventStreamSink,
): Promise<void> {
  // the first write sends the headers immediately
  await sink.write(keepAlive);
  const result =
    'operation' in prepared
      ? await operations.run(prepared, contexts, logContext)
      : { errors: prepared.map((error) => operations.format(error, logContext)) };
  const timer = setInterval(() => void sink.write(keepAlive), keepAliveMs);
  timer.unref();
  try {
    if (!(Symbol.asyncIterator in result)) await sink.write(textOf(result));
    else {
      sink.onGone(() => void result.return());
      for await (const one of result) if (!(await sink.write(textOf(one)))) break;
    }
  } catch (error) {
    await sink.write(textOf({ errors: [operations.format(error, logContext)] }));
  } finally {
    clearInterval(timer);
  }
  await sink.write('event: complete\ndata:\n\n');
}

function textOf(result: FormattedExecutionResult): string {
  const cursor = cursorIn(result.data);
  return `event: next\n${cursor === null ? '' : `id: ${cursor}\n`}data: ${JSON.stringify(result)}\n\n`;
}

/** Returns the cursor in a subscription's single root field, or `null` if the client did not select it. */
function cursorIn(data: FormattedExecutionResult['data']): string | null {
  const [root] = Object.values(data ?? {});
  const cursor = typeof root === 'object' && root !== null && 'cursor' in root ? root.cursor : null;
  return typeof cursor === 'string' ? cursor : null;
}
