import type { FieldError } from '../errors/app-error.ts';

/** Characters that cannot be transmitted or displayed: control characters and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

/**
 * Trims and validates a text; an empty text counts as absent.
 * @param issues receives the validation errors
 */
export function checkText(
  fieldName: string,
  given: string | null | undefined,
  max: number,
  issues: FieldError[],
): string | null {
  const value = given?.trim() ?? '';
  if (unprintable.test(value)) {
    issues.push({
      fieldName,
      errorCode: 'RegularExpression',
      message: `${fieldName} must not contain control characters.`,
    });
  }
  if (value.length > max) {
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
