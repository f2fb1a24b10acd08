import { Field, InputType, registerEnumType } from 'type-graphql';
import { DirectoryOrderFields } from '../../../../domain/directory/entity-store.ts';
import { SortOrders } from '../sort-orders.ts';

registerEnumType(DirectoryOrderFields, {
  name: 'DirectoryOrderFields',
  description: 'The fields by which accounts, customers, endpoints, users and webhooks can be ordered',
  valuesConfig: {
    Name: {
      description:
        'The name; for users the email address, for webhooks the URL. Case-sensitive: uppercase sorts before lowercase.',
    },
    DateCreated: { description: 'The date of creation' },
    DateLastModified: { description: 'The date of the last modification' },
  },
});

@InputType({ description: 'The order of accounts, customers, endpoints, users or webhooks' })
export class DirectoryOrderInput {
  @Field(() => DirectoryOrderFields, { description: 'The field to order by' })
  field!: DirectoryOrderFields;

  @Field(() => SortOrders, { defaultValue: SortOrders.Ascend, description: 'The sort direction' })
  direction!: SortOrders;
}
