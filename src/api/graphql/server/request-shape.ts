import { AppError } from '../../../common/errors/app-error.ts';
import { checkJsonShape } from '../../http/body-shape.ts';

/** Variables of the maximum depth, within the object of the request. */
const maxDepth = 66;

/** A shorter text has few values and takes about a millisecond at most, so it is not checked. */
const maxUnchecked = 32_768;

/**
 * Checks the depth and the number of values of a request in JSON before it is parsed.
 *
 * @throws MALFORMED_REQUEST when the text exceeds a limit
 */
export function checkRequestShape(text: string): void {
  if (text.length <= maxUnchecked) return;
  try {
    checkJsonShape(text, maxDepth);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('MALFORMED_REQUEST', `The request cannot be read: its JSON is ${reason}.`);
  }
}
