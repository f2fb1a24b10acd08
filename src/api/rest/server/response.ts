import type { AppError } from '../../../common/errors/app-error.ts';
import type { Contract, OperationType, TypeRef } from '../../contract/model.ts';
import type { Codec } from '../codecs/codec.ts';
import { codecs } from '../codecs/codecs.ts';
import { encodeError } from '../codecs/encode-error.ts';
import { jsonl } from '../codecs/jsonl.ts';
import { htmlPage } from './html-page.ts';
import type { ResponseFormat } from './request-target.ts';
import { toResponseStatus } from './rest-error.ts';

/** A response body with the values of its headers. */
export interface EncodedResponse {
  readonly contentType: string;
  /** File name for `Content-Disposition`; `null` if the response is not an attachment. */
  readonly fileName: string | null;
  readonly body: string;
}

/**
 * Encodes the result of an operation: all values for a batch, else the first.
 *
 * @returns `null` if the operation has no response body
 */
export function encodeResult(
  format: ResponseFormat,
  operation: OperationType,
  { values, batch, contract }: { values: readonly unknown[]; batch: boolean; contract: Contract },
): EncodedResponse | null {
  const { response } = operation;
  if (!response) return null;
  const type: TypeRef = batch ? { kind: 'list', of: response, nullable: false } : response;
  const codec = encoderOf(format);
  const text = codec.encode(batch ? values : values[0], type, contract);
  return wrap(format, operation.request, text, format === 'csv' ? `${operation.request}.csv` : null);
}

/** Encodes an error response. */
export function encodeErrorResponse(
  format: ResponseFormat,
  error: AppError,
  batchIndex: number | null,
): EncodedResponse {
  return wrap(format, 'Error', encodeError(encoderOf(format), toResponseStatus(error, batchIndex)));
}

/** Wraps a JSON response as JSONP: a script that calls a function of the page with it. */
export function asJsonp(callback: string, { fileName, body }: EncodedResponse): EncodedResponse {
  return { contentType: 'text/javascript; charset=utf-8', fileName, body: `${callback}(${body})` };
}

function encoderOf(format: ResponseFormat): Pick<Codec, 'contentType' | 'encode'> {
  if (format === 'jsonl') return jsonl;
  return format === 'html' ? codecs.json : codecs[format];
}

function wrap(format: ResponseFormat, title: string, text: string, fileName: string | null = null): EncodedResponse {
  if (format !== 'html') return { contentType: encoderOf(format).contentType, fileName, body: text };
  return { contentType: 'text/html; charset=utf-8', fileName, body: htmlPage(title, text) };
}
