import mongoose, { Types } from 'mongoose';
import { isId } from '../../../common/ids.ts';

/** The ids among these texts as ObjectIds; a text that is no id cannot be found, so it is left out. */
export function toObjectIds(ids: readonly string[]): Types.ObjectId[] {
  return ids.filter(isId).map((id) => new Types.ObjectId(id));
}

/** A filter value for "one of these ids". Ours, not a client's, which is what `trusted` states. */
export function inIds(ids: readonly string[]): { $in: Types.ObjectId[] } {
  return mongoose.trusted({ $in: toObjectIds(ids) });
}

export function toObjectId(id: string): Types.ObjectId {
  return new Types.ObjectId(id);
}

/** The id as hex, `null` where there is none. */
export function toHex(id: Types.ObjectId | null | undefined): string | null {
  return id?.toHexString() ?? null;
}
