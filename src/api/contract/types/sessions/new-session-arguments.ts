import { ArgsType, Field, ID } from 'type-graphql';
import { NewSession } from './new-session.ts';

@ArgsType()
export class NewSessionArguments {
  @Field(() => NewSession, { description: 'What the session starts with' })
  input!: NewSession;

  @Field(() => ID, {
    nullable: true,
    description: 'The account to create it in; else that of the header X-Account-Id, else your home account',
  })
  accountId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'With the same key and the same input you get the same session again, not a second one',
  })
  idempotencyKey?: string | null;
}
