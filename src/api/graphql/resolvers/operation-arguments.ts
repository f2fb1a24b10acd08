import { Arg, type ClassType, ID, Int } from 'type-graphql';
import type { ExpectedRevision } from '../../../domain/sessions/command-service.ts';

// TypeGraphQL puts parameters into the schema in reverse: the input, which comes first there, stands last in the code

export type Revision = number | null | undefined;

/** What the mutation works with: the REST request of the same name. */
export const Input = <T extends object>(type: () => ClassType<T>): ParameterDecorator =>
  Arg('input', type, { description: 'What is asked for' }) as ParameterDecorator;

export const ExpectedRevisionArg = (): ParameterDecorator =>
  Arg('expectedRevision', () => Int, {
    nullable: true,
    description: 'Refuse, with CONFLICT, to change another revision of the session than this one',
  }) as ParameterDecorator;

export const IdempotencyKeyArg = (what: string): ParameterDecorator =>
  Arg('idempotencyKey', () => String, {
    nullable: true,
    description: `With the same key and the same input you get the same ${what} again, not a second one`,
  }) as ParameterDecorator;

export const AccountIdArg = (): ParameterDecorator =>
  Arg('accountId', () => ID, {
    nullable: true,
    description: 'The account to create it in; else that of the header X-Account-Id, else your home account',
  }) as ParameterDecorator;

/** What the service is told of the argument. */
export function expected(revision: Revision): ExpectedRevision | null {
  return revision === null || revision === undefined ? null : { revision, mismatchCode: 'CONFLICT' };
}

/** The headers that stand for the arguments of a change in REST. */
export const changeHeaders = { 'If-Match': 'expectedRevision' } as const;
