import { AppError } from '../../common/errors/app-error.ts';

/**
 * Requires a body in UTF-8, of which ASCII is a part.
 *
 * @throws UNSUPPORTED_MEDIA_TYPE when the content type names another charset
 */
export function requireUtf8(contentType: string | undefined): void {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '') ?? [];
  if (/^(utf-?8|us-ascii)$/i.test(charset)) return;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', `The charset ${charset} is not supported; use utf-8.`);
}
