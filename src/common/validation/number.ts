import type { FieldError } from '../errors/app-error.ts';

/** @returns the fault of a number outside of its bounds, which both belong to it; else nothing */
export function rangeErrors(fieldName: string, value: number, min: number, max: number): FieldError[] {
  if (value >= min && value <= max) return [];
  return [{ fieldName, errorCode: 'InclusiveBetween', message: `${fieldName} must be between ${min} and ${max}.` }];
}
