import { ArgsType, Field, ID } from 'type-graphql';
import { NewSession } from './new-session.ts';

@ArgsType()
export class NewSessionArguments {
  @Field(() => NewSession, { description: 'Input of the new session' })
  input!: NewSession;

  @Field(() => ID, {
    nullable: true,
    description:
      'The ID of the account that owns the new object. Default: the account in the header X-Account-Id, else your home account.',
  })
  accountId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A key that makes the creation repeatable. A request with the same key and input returns the same session; with other input it fails with CONFLICT. Kept for at least 24 hours.',
  })
  idempotencyKey?: string | null;
}
