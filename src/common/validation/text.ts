import type { FieldError } from '../errors/app-error.ts';

/** Characters that cannot be transmitted or displayed: control characters and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Maximum UTF-16 code units for each character; the longest emoji has 15. */
const maxUnits = 16;

/** White space within a line. */
const spaces = /[^\S\r\n\v\f]+/g;

/** Returns a text in Unicode normal form C, without white space around it and with single spaces in its lines. */
export function normalizeText(text: string): string {
  return text.normalize('NFC').trim().replaceAll(spaces, ' ');
}

/** Returns whether a text has more characters than `max`, as a person counts them: an emoji is one. */
export function isLongerThan(text: string, max: number): boolean {
  if (text.length <= max) return false;
  if (text.length > max * maxUnits) return true;
  let count = 0;
  for (const _ of graphemes.segment(text)) {
    count += 1;
    if (count > max) return true;
  }
  return false;
}

/**
 * Normalizes and validates a text of one line; an empty text counts as absent. See {@link normalizeText}.
 * @param issues receives the validation errors
 */
export function checkText(
  fieldName: string,
  given: string | null | undefined,
  max: number,
  issues: FieldError[],
): string | null {
  const value = normalizeText(given ?? '');
  if (unprintable.test(value)) {
    issues.push({
      fieldName,
      errorCode: 'RegularExpression',
      message: `${fieldName} must not contain control characters.`,
    });
  }
  if (isLongerThan(value, max)) {
    issues.push({
      fieldName,
      errorCode: 'MaximumLength',
      message: `${fieldName} must be at most ${max} characters long.`,
    });
  }
  return value === '' ? null : value;
}

/**
 * Like {@link checkText}, for a text that must not be empty.
 * @returns the text; empty only if `issues` received an error
 */
export function checkRequiredText(
  fieldName: string,
  given: string | null | undefined,
  max: number,
  issues: FieldError[],
): string {
  const value = checkText(fieldName, given, max, issues);
  if (value === null) issues.push(requiredError(fieldName));
  return value ?? '';
}

/** Creates the validation error of a required field that is empty. */
export function requiredError(fieldName: string): FieldError {
  return { fieldName, errorCode: 'NotEmpty', message: `${fieldName} must not be empty.` };
}
