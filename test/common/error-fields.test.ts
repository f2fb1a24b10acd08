import { MongoBulkWriteError } from 'mongodb';
import { expect, it } from 'vitest';
import { AppError } from '../../src/common/errors/app-error.ts';
import { errorFields } from '../../src/common/errors/error-fields.ts';

it('an error is logged with its cause, and without what was to be written', () => {
  const words = 'between people';
  const writeErrors = [{ index: 0, op: { text: words } }];
  const driver = new MongoBulkWriteError({ message: 'E11000', code: 11_000, writeErrors } as never, {} as never);
  expect(JSON.stringify({ ...driver })).toContain(words);
  const fields = errorFields(new AppError('UNAVAILABLE', 'The store is away.', { cause: driver }));
  expect(fields).toMatchObject({
    type: 'AppError',
    code: 'UNAVAILABLE',
    message: 'The store is away.',
    stack: expect.stringContaining('error-fields.test.ts'),
    cause: { type: 'MongoBulkWriteError', code: 11_000, message: 'E11000' },
  });
  expect(JSON.stringify(fields)).not.toContain(words);
});

it.each([
  ['a text', 'lost', { type: 'string', message: 'lost' }],
  ['nothing', undefined, { type: 'undefined', message: 'undefined' }],
])('%s that was thrown is logged too', (_what, thrown, fields) => {
  expect(errorFields(thrown)).toMatchObject(fields);
});

it('an error that is its own cause ends', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(errorFields(error)).match(/"message":"round"/g)).toHaveLength(6);
});
