import type { Contract, OperationType, TypeRef } from '../contract/model.ts';
import type { AppError } from '../kernel/app-error.ts';
import type { AnswerFormat } from './address.ts';
import { codecs } from './codecs/codecs.ts';
import { encodeError } from './codecs/encode-error.ts';
import { htmlPage } from './html-page.ts';
import { toResponseStatus } from './rest-error.ts';

/** A body with the headers that belong to its format. */
export interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The result of an operation in a format; `batch`: all of the values, else the first. `null`: there is no body. */
export function encodeResult(
  format: AnswerFormat,
  operation: OperationType,
  { values, batch, contract }: { values: readonly unknown[]; batch: boolean; contract: Contract },
): Answer | null {
  const { response } = operation;
  if (!response) return null;
  const type: TypeRef = batch ? { kind: 'list', of: response, nullable: false } : response;
  const codec = format === 'html' ? codecs.json : codecs[format];
  const text = codec.encode(batch ? values : values[0], type, contract);
  const attachment = { 'Content-Disposition': `attachment;filename="${operation.request}.csv"` };
  const { headers, body } = dress(format, operation.request, text);
  return { headers: { ...headers, ...(format === 'csv' && attachment) }, body };
}

/** A refusal in a format. */
export function encodeRefusal(format: AnswerFormat, error: AppError, batchIndex: number | null): Answer {
  const codec = format === 'html' ? codecs.json : codecs[format];
  return dress(format, 'Error', encodeError(codec, toResponseStatus(error, batchIndex)));
}

/** A JSON answer as a script that hands it to a function of the page. */
export function asJsonp(callback: string, { headers, body }: Answer): Answer {
  return { headers: { ...headers, 'Content-Type': 'text/javascript; charset=utf-8' }, body: `${callback}(${body})` };
}

function dress(format: AnswerFormat, title: string, text: string): Answer {
  if (format !== 'html') return { headers: { 'Content-Type': codecs[format].contentType }, body: text };
  return { headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: htmlPage(title, text) };
}
