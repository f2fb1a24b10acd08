import { Field } from 'type-graphql';
import { SimpleObjectType } from '../decorators.ts';

@SimpleObjectType({ description: 'Where a page stands in its list' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Is there anything after this page?' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Is there anything before this page?' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item, null on an empty page' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last item, null on an empty page' })
  endCursor!: string | null;
}
