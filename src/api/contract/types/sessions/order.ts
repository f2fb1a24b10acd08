import { Field, InputType, registerEnumType } from 'type-graphql';
import { SessionOrderField } from '../../../../domain/sessions/order.ts';
import { SortOrders } from '../sort-orders.ts';

// a class that takes the enum from here has it registered too
export { SessionOrderField };

registerEnumType(SessionOrderField, {
  name: 'SessionOrderField',
  description: 'What sessions can be ordered by',
  valuesConfig: {
    DateCreated: { description: 'When it was created' },
    DateLastModified: { description: 'When it was last modified' },
    DateCompleted: { description: 'When it was completed; sessions that are not come before all dates' },
  },
});

@InputType({ description: 'An order of sessions; those that are equal in it are ordered by their ID' })
export class SessionOrder {
  @Field(() => SessionOrderField, { description: 'What to order by' })
  field!: SessionOrderField;

  @Field(() => SortOrders, { description: 'Which comes first' })
  direction!: SortOrders;
}
