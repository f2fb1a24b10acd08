import { Field, InputType, registerEnumType } from 'type-graphql';
import { DirectoryOrderFields } from '../../../../domain/directory/entity-store.ts';
import { SortOrders } from '../sort-orders.ts';

registerEnumType(DirectoryOrderFields, {
  name: 'DirectoryOrderFields',
  description: 'What a list of the directory is ordered by',
  valuesConfig: {
    Name: { description: 'What it is called; users by their email address. Capitals come before small letters' },
    DateCreated: { description: 'When it was created' },
    DateLastModified: { description: 'When it was last modified' },
  },
});

@InputType({ description: 'The order of a list of the directory' })
export class DirectoryOrderInput {
  @Field(() => DirectoryOrderFields, { description: 'What it is ordered by' })
  field!: DirectoryOrderFields;

  @Field(() => SortOrders, { defaultValue: SortOrders.Ascend, description: 'Which way it goes' })
  direction!: SortOrders;
}
