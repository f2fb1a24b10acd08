import type { FormattedExecutionResult } from 'graphql';
import type { AppError } from '../../../common/errors/app-error.ts';
import type { ContextSource, RequestContext } from '../../http/request-context.ts';
import type { StreamingExecutor } from './streaming-executor.ts';
import { watchAccess } from './watch-access.ts';

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
  context: RequestContext,
  sink: EventStreamSink,
): Promise<void> {
  // the first write sends the headers immediately
  await sink.write(keepAlive);
  const result =
    'operation' in prepared
      ? await operations.run(prepared, contexts, context)
      : { errors: prepared.map((error) => operations.format(error, context)) };
  const timer = setInterval(() => void sink.write(keepAlive), keepAliveMs);
  timer.unref();
  try {
    if (!(Symbol.asyncIterator in result)) await sink.write(textOf(result));
    else {
      let loss: AppError | null = null;
      const end = (error: AppError | null): void => {
        loss = error;
        void result.return();
      };
      const stopWatching = watchAccess(contexts, context.principal, end);
      sink.onGone(() => {
        stopWatching();
        end(null);
      });
      for await (const one of result) if (!(await sink.write(textOf(one)))) break;
      stopWatching();
      if (loss) throw loss;
    }
  } catch (error) {
    await sink.write(textOf({ errors: [operations.format(error, context)] }));
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
