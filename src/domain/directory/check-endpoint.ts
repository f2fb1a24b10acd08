import type { FieldError } from '../../common/errors/app-error.ts';
import { phoneNumberError, toE164 } from '../../common/validation/phone-number.ts';
import { checkRequiredText, checkText, requiredError } from '../../common/validation/text.ts';
import type { EndpointRecord, EndpointTypes } from './records.ts';

/** Absent: stays as it is; null or empty: none. */
export interface EndpointChanges {
  readonly displayName?: string | null | undefined;
  readonly customerId?: string | null | undefined;
  /** For a Team alone. */
  readonly userIds?: readonly string[] | null | undefined;
  /** For a PhoneNumber alone. */
  readonly phoneNumber?: string | null | undefined;
  readonly referenceId?: string | null | undefined;
}

export type CheckedEndpoint = Partial<
  Pick<EndpointRecord, 'displayName' | 'customerId' | 'userIds' | 'phoneNumber' | 'referenceId'>
>;

const maxNameLength = 256;
const maxTeamSize = 1_000;

/** Trims and checks what can be checked without the store. */
export function checkEndpoint(
  type: EndpointTypes,
  input: EndpointChanges,
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
    issues.push(...checkOnlyFor('PhoneNumber', type, 'phoneNumber'));
    values.phoneNumber = checkPhoneNumber(input.phoneNumber, issues);
  }
  return { values, issues };
}

/** @returns the number in E.164 */
function checkPhoneNumber(given: string | null, issues: FieldError[]): string | null {
  const fieldName = 'phoneNumber';
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
