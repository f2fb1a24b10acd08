import type { Aggregate, Connection, Query, Schema } from 'mongoose';
import { currentDeadline, type Deadline } from '../../../common/time/deadline.ts';

/** How long one operation may take, all of it: finding a server, waiting for a connection, the answer, retries. */
export const operationTimeoutMs = 10_000;

const reads = ['find', 'findOne', 'countDocuments', 'estimatedDocumentCount', 'distinct'] as const;
const writes = ['updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany', 'findOneAndUpdate'] as const;

/**
 * Has every operation of the connection's models end with the request that it is done for, and every read when its
 * client hangs up. A write that is on its way is not given up: it could have happened.
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
  /** For the store, which stops working on it. */
  readonly maxTimeMS: number;
  /** For the driver, which stops waiting for it; work of the server's own has only the limits of the connection. */
  readonly signal?: AbortSignal;
}

/** For what mongoose gives no hook the options of: inserts, bulk writes, and the driver's own collections. */
export function writeOptions(): OperationOptions {
  const deadline = currentDeadline();
  return deadline
    ? { maxTimeMS: timeLeft(deadline), signal: deadline.timeoutSignal }
    : { maxTimeMS: operationTimeoutMs };
}

/** As `writeOptions`, for reads. */
export function readOptions(): OperationOptions {
  const deadline = currentDeadline();
  return deadline
    ? { maxTimeMS: timeLeft(deadline), signal: deadline.cancelSignal }
    : { maxTimeMS: operationTimeoutMs };
}

function timeLeft({ expiresAt }: Deadline): number {
  // 0 would be for ever
  return Math.max(1, Math.min(Math.floor(expiresAt - performance.now()), operationTimeoutMs));
}
