import { Arg, type ClassType, ID, Int } from 'type-graphql';
import type { ExpectedRevision } from '../../../domain/sessions/command-service.ts';

// TypeGraphQL adds parameters to the schema in reverse order: `input`, first in the schema, is the last parameter

export type Revision = number | null | undefined;

/** Declares the `input` argument of a mutation; its type is the REST request of the same name. */
export const Input = <T extends object>(type: () => ClassType<T>): ParameterDecorator =>
  Arg('input', type, { description: 'Parameters of the operation' }) as ParameterDecorator;

export const ExpectedRevisionArg = (): ParameterDecorator =>
  Arg('expectedRevision', () => Int, {
    nullable: true,
    description: 'The revision that the session must have. With any other revision, the operation fails with CONFLICT.',
  }) as ParameterDecorator;

export const IdempotencyKeyArg = (what: string): ParameterDecorator =>
  Arg('idempotencyKey', () => String, {
    nullable: true,
    description: `A key that makes the creation repeatable. A request with the same key and input returns the same ${what}; with other input it fails with CONFLICT. Kept for at least 24 hours.`,
  }) as ParameterDecorator;

export const AccountIdArg = (): ParameterDecorator =>
  Arg('accountId', () => ID, {
    nullable: true,
    description:
      'The ID of the account that owns the new object. Default: the account in the header X-Account-Id, else your home account.',
  }) as ParameterDecorator;

/** Converts the `expectedRevision` argument for the service. */
export function expected(revision: Revision): ExpectedRevision | null {
  return revision === null || revision === undefined ? null : { revision, mismatchCode: 'CONFLICT' };
}

/** REST headers that replace arguments of a mutation. */
export const changeHeaders = { 'If-Match': 'expectedRevision' } as const;
