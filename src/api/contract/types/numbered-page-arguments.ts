import { Field, InputType, Int } from 'type-graphql';
import { defaultCountPerPage } from '../../../common/pagination/offset-page.ts';

/** Page arguments of every list of the vendor's REST API, with a page number. */
@InputType()
export abstract class NumberedPageArguments {
  @Field(() => Int, { defaultValue: 0, description: 'The page number, from 0' })
  page!: number;

  @Field(() => Int, { defaultValue: defaultCountPerPage, description: 'The number of items per page, at most 1,000' })
  countPerPage!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Returns all matching items on one page' })
  all!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Sets totalCount and totalPages to 0, which avoids counting',
  })
  simplifiedPaging!: boolean;
}
