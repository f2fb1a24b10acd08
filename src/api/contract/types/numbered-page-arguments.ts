import { Field, InputType, Int } from 'type-graphql';
import { defaultCountPerPage } from '../../../common/pagination/offset-page.ts';

/** The pages by number that every list of the vendor's REST API takes. */
@InputType()
export abstract class NumberedPageArguments {
  @Field(() => Int, { defaultValue: 0, description: 'The page, from 0' })
  page!: number;

  @Field(() => Int, { defaultValue: defaultCountPerPage, description: 'How many on a page: at most 1,000' })
  countPerPage!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Every match on one page' })
  all!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Leave out the totals, which spares counting' })
  simplifiedPaging!: boolean;
}
