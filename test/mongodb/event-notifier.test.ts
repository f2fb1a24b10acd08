import type { Connection } from 'mongoose';
import { expect, it, vi } from 'vitest';
import { createEventNotifier } from '../../src/adapters/mongodb/events/event-notifier.ts';

/** A change stream, which only a replica set has. As that of the driver it closes itself when it fails. */
function changeStream() {
  let reject: (error: Error) => void = () => undefined;
  const stream = {
    closed: false,
    tryNext: async () => null,
    next: () =>
      new Promise<never>((_resolve, onFailure) => {
        reject = onFailure;
      }),
    close: async () => {
      stream.closed = true;
      reject(new Error('the change stream is closed'));
    },
  };
  const fail = (error: Error): void => {
    stream.closed = true;
    reject(error);
  };
  const connection = { collection: () => ({ watch: () => stream }) } as unknown as Connection;
  return { connection, fail };
}

it('reports the end of a change stream that the database or a reopened client has closed', async () => {
  const { connection, fail } = changeStream();
  const onEnd = vi.fn();
  await createEventNotifier(connection).watch(() => undefined, onEnd);
  fail(new Error('connection closed'));
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledExactlyOnceWith(new Error('connection closed')));
});

it('does not report the end of a change stream that was stopped', async () => {
  const { connection } = changeStream();
  const onEnd = vi.fn();
  const stop = await createEventNotifier(connection).watch(() => undefined, onEnd);
  await stop?.();
  await new Promise(setImmediate);
  expect(onEnd).not.toHaveBeenCalled();
});
