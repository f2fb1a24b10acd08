import mongoose, { Types } from 'mongoose';
import { isId } from '../../../common/ids.ts';

/** Converts ids to ObjectIds. Strings that are not valid ids are left out, because they match no document. */
export function toObjectIds(ids: readonly string[]): Types.ObjectId[] {
  return ids.filter(isId).map((id) => new Types.ObjectId(id));
}

/**
 * Filter value for "one of these ids". The operator is set by this server and not by a client, so it is marked as
 * trusted.
 */
export function inIds(ids: readonly string[]): { $in: Types.ObjectId[] } {
  return mongoose.trusted({ $in: toObjectIds(ids) });
}

export function toObjectId(id: string): Types.ObjectId {
  return new Types.ObjectId(id);
}

/** Converts an ObjectId to hex; `null` when absent. */
export function toHex(id: Types.ObjectId | null | undefined): string | null {
  return id?.toHexString() ?? null;
}
