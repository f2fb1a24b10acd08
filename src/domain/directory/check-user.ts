import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress } from '../../common/validation/email-address.ts';
import { checkRequiredText, checkText, requiredError } from '../../common/validation/text.ts';
import type { Role, UserRecord } from './records.ts';

/** What users may change of themselves. Absent: stays as it is; null or empty: none. */
export interface ProfileChanges {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
}

/** As ProfileChanges; of the others none may be empty. */
export interface UserChanges extends ProfileChanges {
  readonly emailAddress?: string | null | undefined;
  readonly roles?: readonly Role[] | null | undefined;
  readonly accountIds?: readonly string[] | null | undefined;
  readonly homeAccountId?: string | null | undefined;
  readonly password?: string | null | undefined;
}

type Profile = Pick<UserRecord, 'firstName' | 'lastName' | 'avatarUrl'>;
export type CheckedUser = Partial<
  Profile & Pick<UserRecord, 'emailAddress' | 'roles' | 'accountIds' | 'homeAccountId'> & { readonly password: string }
>;

const maxNameLength = 100;
const maxUrlLength = 1_024;
const passwordLength = { min: 8, max: 1_024 };

/** Trims and checks what can be checked without the store. */
export function checkProfile(input: ProfileChanges): { values: Partial<Profile>; issues: FieldError[] } {
  const issues: FieldError[] = [];
  const values: { -readonly [K in keyof Profile]?: Profile[K] } = {};
  if (input.firstName !== undefined) {
    values.firstName = checkText('firstName', input.firstName, maxNameLength, issues) ?? '';
  }
  if (input.lastName !== undefined) {
    values.lastName = checkText('lastName', input.lastName, maxNameLength, issues) ?? '';
  }
  if (input.avatarUrl !== undefined) {
    const avatarUrl = checkText('avatarUrl', input.avatarUrl, maxUrlLength, issues);
    // other schemes run code or read files where a client shows the picture
    if (avatarUrl !== null && !/^https?:\/\/[^\s]+$/i.test(avatarUrl)) {
      const message = 'avatarUrl must begin with https:// or http://.';
      issues.push({ fieldName: 'avatarUrl', errorCode: 'RegularExpression', message });
    }
    values.avatarUrl = avatarUrl;
  }
  return { values, issues };
}

/** As {@link checkProfile}, with what only a SystemAdministrator changes. */
export function checkUser(input: UserChanges): { values: CheckedUser; issues: FieldError[] } {
  const { values: profile, issues } = checkProfile(input);
  const values: { -readonly [K in keyof CheckedUser]: CheckedUser[K] } = { ...profile };
  if (input.emailAddress !== undefined) values.emailAddress = checkEmailAddress(input.emailAddress, issues);
  if (input.roles !== undefined) values.roles = [...new Set(input.roles ?? [])];
  if (input.accountIds !== undefined) {
    values.accountIds = [...new Set((input.accountIds ?? []).map((id) => id.toLowerCase()))];
    if (values.accountIds.length === 0) issues.push(requiredError('accountIds'));
  }
  if (input.homeAccountId !== undefined) {
    values.homeAccountId = checkRequiredText('homeAccountId', input.homeAccountId, maxNameLength, issues).toLowerCase();
  }
  if (input.password !== undefined) {
    values.password = input.password ?? '';
    issues.push(...checkPassword('password', values.password));
  }
  return { values, issues };
}

export function checkPassword(fieldName: string, password: string): FieldError[] {
  const { min, max } = passwordLength;
  if (password.length >= min && password.length <= max) return [];
  const message = `${fieldName} must be between ${min} and ${max} characters long.`;
  return [{ fieldName, errorCode: 'Length', message }];
}

function checkEmailAddress(given: string | null, issues: FieldError[]): string {
  const fieldName = 'emailAddress';
  const address = given?.trim().toLowerCase() ?? '';
  if (address === '') issues.push(requiredError(fieldName));
  else if (!isEmailAddress(address)) {
    issues.push({ fieldName, errorCode: 'Email', message: `${fieldName} must be an e-mail address.` });
  }
  return address;
}
