import { Field } from 'type-graphql';
import { SimpleObjectType } from '../decorators.ts';

@SimpleObjectType({ description: 'Pagination information' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow this page' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether more items precede this page' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item, or null if the page is empty' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last item, or null if the page is empty' })
  endCursor!: string | null;
}
