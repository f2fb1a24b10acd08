import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { withStoreErrors } from '../../src/adapters/mongodb/client/mongo-errors.ts';
import { AppError } from '../../src/common/errors/app-error.ts';

const { mongo } = mongoose;

const thrownFor = (error: unknown): Promise<unknown> =>
  withStoreErrors({ read: () => Promise.reject(error) })
    .read()
    .catch((thrown: unknown) => thrown);

const named = (name: string) => Object.assign(new Error('x'), { name });
const answered = (code: number, more = {}) => new mongo.MongoServerError({ errmsg: 'x', code, ...more });

/** As the driver wraps what ends an insert or a bulk write. */
const wrapped = (error: Error) => new mongo.MongoBulkWriteError(error, {} as never);

describe('UNAVAILABLE, with the error as its cause, stands for', () => {
  it.each<[string, unknown, RegExp]>([
    ['a connection that broke', new mongo.MongoNetworkError('x'), /is unavailable/],
    ['a pool that was cleared', new mongo.MongoNetworkTimeoutError('x'), /is unavailable/],
    [
      'no server to be had',
      Object.assign(Object.create(mongo.MongoServerSelectionError.prototype), { message: 'x' }),
      /is unavailable/,
    ],
    ['the same before the first connection', new mongoose.Error.MongooseServerSelectionError('x'), /is unavailable/],
    [
      'a server lost between two attempts',
      new mongo.MongoUnexpectedServerResponseError('Selected server does not support retryable writes'),
      /is unavailable/,
    ],
    ['a primary that is none any more', new mongo.MongoStalePrimaryError('x'), /is unavailable/],
    ['a client that was closed', new mongo.MongoClientClosedError(), /is unavailable/],
    ['a topology that was closed', new mongo.MongoTopologyClosedError('x'), /is unavailable/],
    ['a server that was closed', new mongo.MongoServerClosedError('x'), /is unavailable/],
    ['no connection', new mongo.MongoNotConnectedError('x'), /is unavailable/],
    ['a session that ended', new mongo.MongoExpiredSessionError('x'), /is unavailable/],
    ['a pool that was closed', named('MongoPoolClosedError'), /is unavailable/],
    ['a write to a connection that has ended', Object.assign(new Error('x'), { code: 'EPIPE' }), /is unavailable/],
    ['no free connection for long', named('MongoWaitQueueTimeoutError'), /is unavailable/],
    [
      'a majority not to be had',
      new mongo.MongoWriteConcernError({ writeConcernError: { code: 64, errmsg: 'x' }, ok: 1 }),
      /is unavailable/,
    ],
    ['a cursor that is gone', answered(43), /is unavailable/],
    ['a shutdown', answered(91), /is unavailable/],
    ['interruption by a shutdown', answered(11_600), /is unavailable/],
    ['a killed operation', answered(11_601), /is unavailable/],
    ['a member that steps down', answered(189), /is unavailable/],
    ['a member that is no primary', answered(10_107), /is unavailable/],
    [
      'what the store calls worth trying again',
      answered(1, { errorLabels: ['RetryableWriteError'] }),
      /is unavailable/,
    ],
    ['an overloaded store', answered(1, { errorLabels: ['SystemOverloadedError'] }), /is unavailable/],
    ['an operation over its time', answered(50), /too long/],
    ['the same, seen by the driver', new mongo.MongoOperationTimeoutError('x'), /too long/],
    ['a connection that broke in an insert', wrapped(new mongo.MongoNetworkError('x')), /is unavailable/],
    ['a write that was undone for another', answered(112), /Others were writing/],
    ['the same in a DocumentDB', answered(16_908_292), /Others were writing/],
    ['a disk that is full', answered(14_031), /no space/],
  ])('%s', async (_what, error, message) => {
    const thrown = await thrownFor(error);
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({
      code: 'UNAVAILABLE',
      retryAfterSeconds: 1,
      message: expect.stringMatching(message),
    });
    expect((thrown as AppError).cause).toBe(error instanceof mongo.MongoBulkWriteError ? error.errorResponse : error);
  });
});

it('the end of a request, which ends its insert, stays the refusal that it is', async () => {
  const tooLate = new AppError('UNAVAILABLE', 'This took longer than 1 s; ask for less, or try again.');
  expect(await thrownFor(wrapped(tooLate))).toBe(tooLate);
});

describe('as it is stays', () => {
  it.each<[string, unknown]>([
    ['a refusal of ours', new AppError('NOT_FOUND', 'x')],
    ['a duplicate key', answered(11_000)],
    ['a command the store does not know', answered(59)],
    ['a mistake in a call of the driver', new mongo.MongoInvalidArgumentError('x')],
    ['a mistake of ours', new TypeError('x')],
    ['a filter that mongoose refuses', new mongoose.Error.CastError('x', 1, 'y')],
  ])('%s', async (_what, error) => {
    expect(await thrownFor(error)).toBe(error);
  });
});
