import type { FieldError } from '../errors/app-error.ts';

/** @returns a validation error if the number is outside of the inclusive bounds, else an empty list */
export function rangeErrors(fieldName: string, value: number, min: number, max: number): FieldError[] {
  if (value >= min && value <= max) return [];
  return [{ fieldName, errorCode: 'InclusiveBetween', message: `${fieldName} must be between ${min} and ${max}.` }];
}
