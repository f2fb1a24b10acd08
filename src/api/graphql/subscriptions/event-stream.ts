import type { FormattedExecutionResult } from 'graphql';
import type { ContextSource } from '../../http/request-context.ts';
import type { LogContext, StreamingExecutor } from './streaming-executor.ts';

/** The headers of a stream of server-sent events; the last keeps proxies from holding it back. */
export const eventStreamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** A comment, which clients skip. */
const keepAlive = ':\n\n';
const keepAliveMs = 12_000;

/** Where the text of a stream goes. */
export interface EventStreamSink {
  /** Resolves when more can be taken; `false` when nobody is there any more. */
  write(text: string): Promise<boolean>;
  /** Called once when the other side is gone. */
  onGone(callback: () => void): void;
}

/**
 * Sends the results of an operation as server-sent events: GraphQL over SSE in distinct connections mode. Each event of
 * a subscription has its cursor as the `id`, which browsers send back by themselves when they connect again.
 */
export async function sendEventStream(
  operations: StreamingExecutor,
  prepared: ReturnType<StreamingExecutor['prepare']>,
  contexts: ContextSource,
  logContext: LogContext,
  sink: EventStreamSink,
): Promise<void> {
  // what it begins with lets the headers go out at once
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

/** The cursor that the one root field of a subscription has, if it was asked for. */
function cursorIn(data: FormattedExecutionResult['data']): string | null {
  const [root] = Object.values(data ?? {});
  const cursor = typeof root === 'object' && root !== null && 'cursor' in root ? root.cursor : null;
  return typeof cursor === 'string' ? cursor : null;
}
