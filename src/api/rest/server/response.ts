import type { AppError } from '../../../common/errors/app-error.ts';
import type { Contract, OperationType, TypeRef } from '../../contract/model.ts';
import { codecs } from '../codecs/codecs.ts';
import { encodeError } from '../codecs/encode-error.ts';
import { htmlPage } from './html-page.ts';
import type { ResponseFormat } from './request-target.ts';
import { toResponseStatus } from './rest-error.ts';

/** A body with what the headers say of it. */
export interface EncodedResponse {
  readonly contentType: string;
  /** The name of the file it is to be kept as. */
  readonly fileName: string | null;
  readonly body: string;
}

/** The result of an operation in a format; `batch`: all of the values, else the first. `null`: there is no body. */
export function encodeResult(
  format: ResponseFormat,
  operation: OperationType,
  { values, batch, contract }: { values: readonly unknown[]; batch: boolean; contract: Contract },
): EncodedResponse | null {
  const { response } = operation;
  if (!response) return null;
  const type: TypeRef = batch ? { kind: 'list', of: response, nullable: false } : response;
  const codec = format === 'html' ? codecs.json : codecs[format];
  const text = codec.encode(batch ? values : values[0], type, contract);
  return wrap(format, operation.request, text, format === 'csv' ? `${operation.request}.csv` : null);
}

/** A refusal in a format. */
export function encodeErrorResponse(
  format: ResponseFormat,
  error: AppError,
  batchIndex: number | null,
): EncodedResponse {
  const codec = format === 'html' ? codecs.json : codecs[format];
  return wrap(format, 'Error', encodeError(codec, toResponseStatus(error, batchIndex)));
}

/** A JSON answer as a script that hands it to a function of the page. */
export function asJsonp(callback: string, { fileName, body }: EncodedResponse): EncodedResponse {
  return { contentType: 'text/javascript; charset=utf-8', fileName, body: `${callback}(${body})` };
}

function wrap(format: ResponseFormat, title: string, text: string, fileName: string | null = null): EncodedResponse {
  if (format !== 'html') return { contentType: codecs[format].contentType, fileName, body: text };
  return { contentType: 'text/html; charset=utf-8', fileName, body: htmlPage(title, text) };
}
