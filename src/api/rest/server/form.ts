import { AppError } from '../../../common/errors/app-error.ts';
import { checkValues } from '../../http/body-shape.ts';
import { codecs } from '../codecs/codecs.ts';
import { bareMediaType } from './negotiate.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

export const urlEncoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';

/** Whether the fields of a body are read by name, like a query string. */
export function isForm(contentType: string | undefined): boolean {
  const mediaType = bareMediaType(contentType);
  return mediaType === urlEncoded || mediaType === multipart;
}

/**
 * Rejects a body of another format that is sent as a form, as `curl -d` does. Its members would be ignored.
 *
 * @throws UNSUPPORTED_MEDIA_TYPE with the content type to send
 */
export function rejectOtherFormat(body: Buffer, contentType: string): void {
  const [, sign] = /^(?:\uFEFF|\s|\+|%20|%0[9ad])*([{[<]|%7b|%5b|%3c)/i.exec(body.toString('utf8', 0, 100)) ?? [];
  if (sign === undefined) return;
  const first = decodeURIComponent(sign);
  const mediaType = codecs[first === '<' ? 'xml' : 'json'].mediaTypes[0];
  const message = `The body begins with ${first}, so it is not a form: send it with Content-Type: ${mediaType}, not ${bareMediaType(contentType)}.`;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', message);
}

/**
 * Returns the fields of a URL-encoded form in order. Empty fields are omitted.
 *
 * @throws MALFORMED_REQUEST when the form has too many fields
 */
export function readUrlEncoded(body: Buffer): Pairs {
  checkFields(body, '&', urlEncoded);
  const text = body.toString('utf8');
  return withValues(new URLSearchParams(text.startsWith('\uFEFF') ? text.slice(1) : text));
}

/**
 * Returns the fields of a form in order. Files and empty fields are omitted.
 *
 * @throws MALFORMED_REQUEST when the body is not a form, or has too many fields
 */
export async function readForm(body: Buffer, contentType: string): Promise<Pairs> {
  if (bareMediaType(contentType) === urlEncoded) return readUrlEncoded(body);
  const [, quoted, bare = quoted] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  if (bare) checkFields(body, `--${bare}`, multipart);
  try {
    return withValues(await new Response(body, { headers: { 'content-type': contentType } }).formData());
  } catch {
    throw malformed(multipart);
  }
}

/** @throws MALFORMED_REQUEST when a separator occurs too often in a body */
function checkFields(body: Buffer, separator: string, mediaType: string): void {
  let fields = 1;
  try {
    for (let at = body.indexOf(separator); at !== -1; at = body.indexOf(separator, at + separator.length))
      checkValues(++fields);
  } catch (error) {
    throw malformed(mediaType, error instanceof Error ? `: ${error.message}` : '');
  }
}

function withValues(fields: Iterable<readonly [string, unknown]>): Pairs {
  return [...fields].flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : []));
}

function malformed(mediaType: string, reason = ''): AppError {
  return new AppError('MALFORMED_REQUEST', `Could not deserialize '${mediaType}' request${reason}`);
}
