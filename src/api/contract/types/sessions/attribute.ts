import { Field, InputType } from 'type-graphql';

@InputType({ description: 'An attribute of a session' })
export class SessionAttributeInput {
  @Field(() => String, { description: 'The key, unique within the session, at most 256 characters' })
  key!: string;

  @Field(() => String, { description: 'The value' })
  value!: string;
}

@InputType({ description: 'Filter for attributes of sessions' })
export class SessionAttributeFilter {
  @Field(() => String, { description: 'The key, case-sensitive' })
  key!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value, case-sensitive. Default: sessions with the key match, whatever its value.',
  })
  value?: string | null;
}
