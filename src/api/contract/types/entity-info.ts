import { Field, GraphQLISODateTime, ID, InterfaceType } from 'type-graphql';
import { Dto } from '../decorators.ts';

@InterfaceType({ description: 'An object with an ID and audit fields' })
@Dto({ namespace: 'Voice.Api' })
export abstract class EntityInfo {
  @Field(() => ID, { description: 'The ID of the object' })
  id!: string;

  @Field(() => GraphQLISODateTime, { description: 'The date the object was created' })
  dateCreated!: Date;

  @Field(() => GraphQLISODateTime, { description: 'The date the object was last modified' })
  dateLastModified!: Date;

  @Field(() => String, { nullable: true, description: 'The user that created this object' })
  createdBy!: string | null;

  @Field(() => String, { nullable: true, description: 'The user that last modified this object' })
  lastModifiedBy!: string | null;
}
