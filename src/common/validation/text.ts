import type { FieldError } from '../errors/app-error.ts';

/** Text that no channel carries and no screen shows: control characters and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

/** Trims a text; empty counts as absent. @param issues gets what is wrong with it */
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

/** As {@link checkText}, for a text that must not be empty. @returns an empty text only with an error in `issues` */
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

/** The fault of a field that has to be filled in. */
export function requiredError(fieldName: string): FieldError {
  return { fieldName, errorCode: 'NotEmpty', message: `${fieldName} must not be empty.` };
}
