import type { FieldError } from '../../common/errors/app-error.ts';
import { phoneNumberError, toE164 } from '../../common/validation/phone-number.ts';
import { checkRequiredText, checkText, requiredError } from '../../common/validation/text.ts';
import type { EndpointRecord, EndpointTypes } from './records.ts';

/** Fields to change. An absent field keeps its value; null or empty text clears an optional field. */
export interface EndpointChanges {
  readonly displayName?: string | null | undefined;
  readonly customerId?: string | null | undefined;
  /** Allowed for the type Team only. */
  readonly userIds?: readonly string[] | null | undefined;
  /** Allowed for the type PhoneNumber only. */
  readonly phoneNumber?: string | null | undefined;
  readonly referenceId?: string | null | undefined;
}

export type CheckedEndpoint = Partial<
  Pick<EndpointRecord, 'displayName' | 'customerId' | 'userIds' | 'phoneNumber' | 'referenceId'>
>;

const maxNameLength = 256;
const maxTeamSize = 1_000;

/**
 * Trims and validates the input, as far as that needs no database access.
 * @param numberField the request's name of `phoneNumber`, for errors
 */
export function checkEndpoint(
  type: EndpointTypes,
  input: EndpointChanges,
  numberField = 'phoneNumber',
): { values: CheckedEndpoint; issues: FieldError[] } {
  const issues: FieldError[] = [];
  const values: { -readonly [K in keyof CheckedEndpoint]: CheckedEndpoint[K] } = {};
  if (input.displayName !== undefined) {
    values.displayName = checkRequiredText('displayName', input.displayName, maxNameLength, issues);
  }
  if (input.customerId !== undefined) {
    values.customerId = checkText('customerId', input.customerId, maxNameLength, issues);
  }
  if (input.referenceId !== undefined) {
    values.referenceId = checkText('referenceId', input.referenceId, maxNameLength, issues);
  }
  if (input.userIds !== undefined) {
    issues.push(...checkOnlyFor('Team', type, 'userIds'), ...tooMany(input.userIds ?? []));
    values.userIds = [...new Set((input.userIds ?? []).map((id) => id.toLowerCase()))];
  }
  if (input.phoneNumber !== undefined) {
    issues.push(...checkOnlyFor('PhoneNumber', type, numberField));
    values.phoneNumber = checkPhoneNumber(numberField, input.phoneNumber, issues);
  }
  return { values, issues };
}

/** @returns the number in E.164 form; `null` if it is invalid */
function checkPhoneNumber(fieldName: string, given: string | null, issues: FieldError[]): string | null {
  const number = toE164(given ?? '');
  if (number === null) issues.push(given?.trim() ? phoneNumberError(fieldName) : requiredError(fieldName));
  return number;
}

function checkOnlyFor(wanted: EndpointTypes, type: EndpointTypes, fieldName: string): FieldError[] {
  if (type === wanted) return [];
  return [{ fieldName, errorCode: 'Predicate', message: `${fieldName} is only for the type ${wanted}.` }];
}

function tooMany(userIds: readonly string[]): FieldError[] {
  if (userIds.length <= maxTeamSize) return [];
  return [{ fieldName: 'userIds', errorCode: 'Length', message: `userIds must be at most ${maxTeamSize} users.` }];
}
