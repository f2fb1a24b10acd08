import type { Aggregate, Connection, Query, Schema } from 'mongoose';
import { currentDeadline, type Deadline } from '../../../common/time/deadline.ts';

/**
 * Timeout of one operation in milliseconds, including server selection, waiting for a connection, the response and
 * retries.
 */
export const operationTimeoutMs = 10_000;

const reads = ['find', 'findOne', 'countDocuments', 'estimatedDocumentCount', 'distinct'] as const;
const writes = ['updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany', 'findOneAndUpdate'] as const;

/**
 * Limits every operation of the connection's models to the deadline of its request, and aborts reads when the client
 * disconnects. Writes are not aborted on disconnect, because they may have been applied already.
 */
export function limitOperations(connection: Connection): void {
  connection.plugin((schema: Schema) => {
    schema.pre([...reads], function (this: Query<unknown, unknown>) {
      this.setOptions(readOptions());
    });
    schema.pre([...writes], function (this: Query<unknown, unknown>) {
      this.setOptions(writeOptions());
    });
    schema.pre('aggregate', function (this: Aggregate<unknown[]>) {
      this.option(readOptions());
    });
  });
}

interface OperationOptions {
  /** Limit for the database, which then stops the operation. */
  readonly maxTimeMS: number;
  /**
   * Abort signal for the driver, which then stops waiting. Absent for background work, which has only the timeouts of
   * the connection.
   */
  readonly signal?: AbortSignal;
}

/**
 * Options of writes. Passed explicitly where mongoose has no hook: inserts, bulk writes, and the driver's collections.
 */
export function writeOptions(): OperationOptions {
  const deadline = currentDeadline();
  return deadline
    ? { maxTimeMS: timeLeft(deadline), signal: deadline.timeoutSignal }
    : { maxTimeMS: operationTimeoutMs };
}

/** Options of reads, as `writeOptions`. */
export function readOptions(): OperationOptions {
  const deadline = currentDeadline();
  return deadline
    ? { maxTimeMS: timeLeft(deadline), signal: deadline.cancelSignal }
    : { maxTimeMS: operationTimeoutMs };
}

function timeLeft({ expiresAt }: Deadline): number {
  // 0 would disable the limit
  return Math.max(1, Math.min(Math.floor(expiresAt - performance.now()), operationTimeoutMs));
}
