import { registerEnumType } from 'type-graphql';
import { SortOrders } from '../../../domain/sessions/order.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { SortOrders };

registerEnumType(SortOrders, {
  name: 'SortOrders',
  description: 'The direction of an order',
  valuesConfig: {
    Ascend: { description: 'Ascending: A to Z, oldest first' },
    Descend: { description: 'Descending: Z to A, newest first' },
  },
});
