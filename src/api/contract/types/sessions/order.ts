import { Field, InputType, registerEnumType } from 'type-graphql';
import { SessionOrderField } from '../../../../domain/sessions/order.ts';
import { SortOrders } from '../sort-orders.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { SessionOrderField };

registerEnumType(SessionOrderField, {
  name: 'SessionOrderField',
  description: 'The fields by which sessions can be ordered',
  valuesConfig: {
    DateCreated: { description: 'The date of creation' },
    DateLastModified: { description: 'The date of the last modification' },
    DateCompleted: { description: 'The date of completion. Sessions that are not completed sort before all dates.' },
  },
});

@InputType({ description: 'The order of sessions. Sessions with equal values are ordered by ID.' })
export class SessionOrder {
  @Field(() => SessionOrderField, { description: 'The field to order by' })
  field!: SessionOrderField;

  @Field(() => SortOrders, { description: 'The sort direction' })
  direction!: SortOrders;
}
