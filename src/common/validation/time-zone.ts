import type { FieldError } from '../errors/app-error.ts';
import { isTimeZone } from '../time/time-zone.ts';

/** Validates the name of an IANA time zone. @returns the validation errors */
export function timeZoneErrors(fieldName: string, name: string): FieldError[] {
  if (isTimeZone(name)) return [];
  const message = `${fieldName} must be an IANA time zone such as Europe/Berlin.`;
  return [{ fieldName, errorCode: 'Predicate', message }];
}
