import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress, normalizeEmailAddress } from '../../common/validation/email-address.ts';
import { checkRequiredText, checkText, requiredError } from '../../common/validation/text.ts';
import { isCommonPassword, minPasswordLength } from './common-passwords.ts';
import { type Role, Roles, type UserRecord } from './records.ts';

/** Changes that users may make to themselves. An absent field keeps its value; null or empty text clears the field. */
export interface ProfileChanges {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
}

/** Changes that other users make to a user. The fields added here, except `roles`, must not be empty if given. */
export interface UserChanges extends ProfileChanges {
  readonly emailAddress?: string | null | undefined;
  readonly roles?: readonly string[] | null | undefined;
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
const passwordLength = { min: minPasswordLength, max: 1_024 };

/** Trims and validates the input, as far as that needs no database access. */
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
    // other schemes may execute code or read files in a client that shows the picture
    if (avatarUrl !== null && !/^https?:\/\/[^\s]+$/i.test(avatarUrl)) {
      const message = 'avatarUrl must begin with https:// or http://.';
      issues.push({ fieldName: 'avatarUrl', errorCode: 'RegularExpression', message });
    }
    values.avatarUrl = avatarUrl;
  }
  return { values, issues };
}

/**
 * Like {@link checkProfile}, with the fields that users cannot change themselves.
 * @param passwordField the request's name of `password`, for errors
 */
export async function checkUser(
  input: UserChanges,
  passwordField: string,
): Promise<{ values: CheckedUser; issues: FieldError[] }> {
  const { values: profile, issues } = checkProfile(input);
  const values: { -readonly [K in keyof CheckedUser]: CheckedUser[K] } = { ...profile };
  if (input.emailAddress !== undefined) values.emailAddress = checkEmailAddress(input.emailAddress, issues);
  if (input.roles !== undefined) values.roles = checkRoles(input.roles ?? [], issues);
  if (input.accountIds !== undefined) {
    values.accountIds = [...new Set((input.accountIds ?? []).map((id) => id.toLowerCase()))];
    if (values.accountIds.length === 0) issues.push(requiredError('accountIds'));
  }
  if (input.homeAccountId !== undefined) {
    values.homeAccountId = checkRequiredText('homeAccountId', input.homeAccountId, maxNameLength, issues).toLowerCase();
  }
  if (input.password !== undefined) {
    values.password = input.password ?? '';
    issues.push(...(await checkPassword(passwordField, values.password)));
  }
  return { values, issues };
}

/** Validates a new password. Every password that is set passes this function, except that of the demo users. */
export async function checkPassword(fieldName: string, password: string): Promise<FieldError[]> {
  const { min, max } = passwordLength;
  if (password.length < min || password.length > max) {
    const message = `${fieldName} must be between ${min} and ${max} characters long.`;
    return [{ fieldName, errorCode: 'Length', message }];
  }
  if (!(await isCommonPassword(password))) return [];
  const message = `${fieldName} is one of the 10,000 most common passwords. Choose another one.`;
  return [{ fieldName, errorCode: 'Predicate', message }];
}

function checkRoles(given: readonly string[], issues: FieldError[]): Role[] {
  const known: readonly string[] = Object.keys(Roles);
  const index = given.findIndex((role) => !known.includes(role));
  const unknown = given[index];
  if (unknown !== undefined) {
    const message = `roles contains ${JSON.stringify(unknown.slice(0, maxNameLength))}. The roles are ${known.join(', ')}.`;
    issues.push({ fieldName: 'roles', errorCode: 'Predicate', message, index });
  }
  return Object.values(Roles).filter((role) => given.includes(role));
}

function checkEmailAddress(given: string | null, issues: FieldError[]): string {
  const fieldName = 'emailAddress';
  const address = normalizeEmailAddress(given ?? '');
  if (address === '') issues.push(requiredError(fieldName));
  else if (!isEmailAddress(address)) {
    issues.push({ fieldName, errorCode: 'Email', message: `${fieldName} must be an e-mail address.` });
  }
  return address;
}
