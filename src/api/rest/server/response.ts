import type { AppError } from '../../../common/errors/app-error.ts';
import type { Contract, OperationType, TypeRef } from '../../contract/model.ts';
import type { Codec } from '../codecs/codec.ts';
import { codecs } from '../codecs/codecs.ts';
import { encodeError } from '../codecs/encode-error.ts';
import { jsonl } from '../codecs/jsonl.ts';
import { type HtmlPageOptions, htmlPage } from './html-page.ts';
import type { PageLinks } from './page-links.ts';
import type { ResponseFormat } from './request-target.ts';
import { toResponseStatus } from './rest-error.ts';

/** A response body with the values of its headers. */
export interface EncodedResponse {
  readonly contentType: string;
  /** File name for `Content-Disposition`; `null` if the response is not an attachment. */
  readonly fileName: string | null;
  readonly body: string;
}

export interface EncodeOptions {
  readonly values: readonly unknown[];
  readonly batch: boolean;
  readonly contract: Contract;
  /** Links of an HTML page; `null` for a response to a request that is not a GET. */
  readonly links: PageLinks | null;
  /** Whether `/metadata` is served, to which an HTML page links. */
  readonly hasMetadata: boolean;
}

/**
 * Encodes the result of an operation: all values for a batch, else the first.
 *
 * @returns `null` if the operation has no response body
 */
export function encodeResult(
  format: ResponseFormat,
  operation: OperationType,
  { values, batch, contract, links, hasMetadata }: EncodeOptions,
): EncodedResponse | null {
  const { response } = operation;
  if (!response) return null;
  const type: TypeRef = batch ? { kind: 'list', of: response, nullable: false } : response;
  const codec = encoderOf(format);
  const text = codec.encode(batch ? values : values[0], type, contract);
  const fileName = format === 'csv' ? `${operation.request}.csv` : null;
  return wrap(format, { title: operation.request, text, links, hasMetadata }, fileName);
}

/** Encodes an error response. */
export function encodeErrorResponse(
  format: ResponseFormat,
  error: AppError,
  { batchIndex, hasMetadata }: { readonly batchIndex: number | null; readonly hasMetadata: boolean },
): EncodedResponse {
  const text = encodeError(encoderOf(format), toResponseStatus(error, batchIndex));
  return wrap(format, { title: 'Error', text, links: null, hasMetadata });
}

/** Wraps a JSON response as JSONP: a script that calls a function of the page with it. */
export function asJsonp(callback: string, { fileName, body }: EncodedResponse): EncodedResponse {
  return { contentType: 'text/javascript; charset=utf-8', fileName, body: `${callback}(${body})` };
}

function encoderOf(format: ResponseFormat): Pick<Codec, 'contentType' | 'encode'> {
  if (format === 'jsonl') return jsonl;
  return format === 'html' ? codecs.json : codecs[format];
}

/** @param page the response as text in its format, with what its HTML page shows besides */
function wrap(format: ResponseFormat, page: HtmlPageOptions, fileName: string | null = null): EncodedResponse {
  if (format !== 'html') return { contentType: encoderOf(format).contentType, fileName, body: page.text };
  return { contentType: 'text/html; charset=utf-8', fileName, body: htmlPage(page) };
}
