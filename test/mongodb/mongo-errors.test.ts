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

/** Wraps an error as the driver does for inserts and bulk writes. */
const wrapped = (error: Error) => new mongo.MongoBulkWriteError(error, {} as never);

describe('becomes UNAVAILABLE with the error as cause', () => {
  it.each<[string, unknown, RegExp]>([
    ['a broken connection', new mongo.MongoNetworkError('x'), /is unavailable/],
    ['a cleared pool', new mongo.MongoNetworkTimeoutError('x'), /is unavailable/],
    [
      'no selectable server',
      Object.assign(Object.create(mongo.MongoServerSelectionError.prototype), { message: 'x' }),
      /is unavailable/,
    ],
    ['no selectable server at first', new mongoose.Error.MongooseServerSelectionError('x'), /is unavailable/],
    [
      'a server lost between two attempts of a write',
      new mongo.MongoUnexpectedServerResponseError('Selected server does not support retryable writes'),
      /is unavailable/,
    ],
    ['a stale primary', new mongo.MongoStalePrimaryError('x'), /is unavailable/],
    ['a closed client', new mongo.MongoClientClosedError(), /is unavailable/],
    ['a closed topology', new mongo.MongoTopologyClosedError('x'), /is unavailable/],
    ['a closed server', new mongo.MongoServerClosedError('x'), /is unavailable/],
    ['no connection', new mongo.MongoNotConnectedError('x'), /is unavailable/],
    ['an expired session', new mongo.MongoExpiredSessionError('x'), /is unavailable/],
    ['a closed pool', named('MongoPoolClosedError'), /is unavailable/],
    ...['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'ECONNREFUSED', 'ETIMEDOUT'].map(
      (code): [string, Error, RegExp] => [code, Object.assign(new Error('x'), { code }), /is unavailable/],
    ),
    ['a timeout while waiting for a connection', named('MongoWaitQueueTimeoutError'), /is unavailable/],
    [
      'a write concern that cannot be satisfied',
      new mongo.MongoWriteConcernError({ writeConcernError: { code: 64, errmsg: 'x' }, ok: 1 }),
      /is unavailable/,
    ],
    ['a deleted cursor', answered(43), /is unavailable/],
    ['a shutdown', answered(91), /is unavailable/],
    ['an interruption by a shutdown', answered(11_600), /is unavailable/],
    ['a killed operation', answered(11_601), /is unavailable/],
    ['a primary that steps down', answered(189), /is unavailable/],
    ['a write to a secondary', answered(10_107), /is unavailable/],
    [
      'an error with the label RetryableWriteError',
      answered(1, { errorLabels: ['RetryableWriteError'] }),
      /is unavailable/,
    ],
    ['an overloaded database', answered(1, { errorLabels: ['SystemOverloadedError'] }), /is unavailable/],
    ['an operation that exceeded its time limit', answered(50), /timed out/],
    ['an operation timeout of the driver', new mongo.MongoOperationTimeoutError('x'), /timed out/],
    ['a connection broken during an insert', wrapped(new mongo.MongoNetworkError('x')), /is unavailable/],
    ['a write conflict', answered(112), /Write conflict/],
    ['a write conflict in DocumentDB', answered(16_908_292), /Write conflict/],
    ['a full disk', answered(14_031), /no space/],
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

it('keeps the timeout error of a request that aborts its insert', async () => {
  const tooLate = new AppError('UNAVAILABLE', 'The request timed out after 1 s. Request less, or try again.');
  expect(await thrownFor(wrapped(tooLate))).toBe(tooLate);
});

describe('keeps unchanged', () => {
  it.each<[string, unknown]>([
    ['an AppError', new AppError('NOT_FOUND', 'x')],
    ['a duplicate key', answered(11_000)],
    ['a command unknown to the database', answered(59)],
    ['an invalid argument to the driver', new mongo.MongoInvalidArgumentError('x')],
    ['a programming error', new TypeError('x')],
    ['a filter that mongoose rejects', new mongoose.Error.CastError('x', 1, 'y')],
  ])('%s', async (_what, error) => {
    expect(await thrownFor(error)).toBe(error);
  });
});
