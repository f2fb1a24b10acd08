import { AppError, type FieldError } from '../../../common/errors/app-error.ts';
import type { DtoType } from '../../contract/model.ts';
import { clrFullName } from '../../contract/model.ts';

/** The refusal of a body that cannot be read; its text, with the odd quote at the end of the type, is ServiceStack's. */
export function malformed(mediaType: string, type: DtoType, reason: string, errors: readonly FieldError[] = []) {
  const message = `Could not deserialize '${mediaType}' request using ${clrFullName(type)}'\nError: ${reason}`;
  return new AppError('MALFORMED_REQUEST', message, { errors });
}

/** The refusal of a JSON or JSV body that is no object. */
export function notAnObject(mediaType: string, type: DtoType, text: string) {
  const start = text.slice(0, 50);
  const expected = `Type definitions should start with a '{', expecting serialized type '${type.clrName}'`;
  return malformed(mediaType, type, `${expected}, got string starting with: ${start}`);
}

/** How many requests one body may hold. */
export const MAX_BATCH = 100;

/** The list as it is; throws if it is none, or too long for a batch. */
export function batchOf<T>(mediaType: string, type: DtoType, list: readonly T[] | undefined): readonly T[] {
  if (!list) throw malformed(mediaType, type, `a batch is a list of ${type.clrName}`);
  if (list.length > MAX_BATCH) throw malformed(mediaType, type, `a batch has at most ${MAX_BATCH} requests`);
  return list;
}
