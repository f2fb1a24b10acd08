import type { FieldError } from '../../../common/errors/app-error.ts';
import { envelopes, errorResponse } from '../../contract/envelopes.ts';
import type { TypeRef } from '../../contract/model.ts';
import type { Codec } from './codec.ts';

/** ServiceStack's ResponseStatus. The response omits `meta` if it is absent. */
export interface ResponseStatus {
  readonly errorCode: string;
  readonly message: string;
  readonly errors: readonly FieldError[];
  readonly meta?: Readonly<Record<string, string>>;
}

/** Encodes the body of an error response. */
export function encodeError(codec: Pick<Codec, 'encode'>, status: ResponseStatus): string {
  const meta = status.meta && Object.entries(status.meta).map(([key, value]) => ({ key, value }));
  return codec.encode({ responseStatus: { ...status, meta } }, responseType, envelopes);
}

const responseType: TypeRef = { kind: 'dto', name: errorResponse.name, nullable: false };
