import { AppError, type FieldError } from '../../../common/errors/app-error.ts';
import type { DtoType } from '../../contract/model.ts';
import { clrFullName } from '../../contract/model.ts';

/** Creates the error for a body that cannot be parsed. Its message is ServiceStack's, including the stray quote. */
export function malformed(mediaType: string, type: DtoType, reason: string, errors: readonly FieldError[] = []) {
  const message = `Could not deserialize '${mediaType}' request using ${clrFullName(type)}'\nError: ${reason}`;
  return new AppError('MALFORMED_REQUEST', message, { errors });
}

/** Creates the error for a JSON or JSV body that is not an object. */
export function notAnObject(mediaType: string, type: DtoType, text: string) {
  const start = text.slice(0, 50);
  const expected = `Type definitions should start with a '{', expecting serialized type '${type.clrName}'`;
  return malformed(mediaType, type, `${expected}, got string starting with: ${start}`);
}

/** Upper bound on the requests of a batch. */
export const MAX_BATCH = 100;

/**
 * Returns the list of a batch unchanged.
 *
 * @throws MALFORMED_REQUEST when the body is not a list, or the list is too long
 */
export function batchOf<T>(mediaType: string, type: DtoType, list: readonly T[] | undefined): readonly T[] {
  if (!list) throw malformed(mediaType, type, `a batch must be a list of ${type.clrName}`);
  if (list.length > MAX_BATCH) throw malformed(mediaType, type, `a batch has at most ${MAX_BATCH} requests`);
  return list;
}
