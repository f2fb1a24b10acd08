import { registerEnumType } from 'type-graphql';
import { SortOrders } from '../../../domain/sessions/order.ts';

// a class that takes the enum from here has it registered too
export { SortOrders };

registerEnumType(SortOrders, {
  name: 'SortOrders',
  description: 'Which way a list goes',
  valuesConfig: {
    Ascend: { description: 'From the first letter, from the oldest' },
    Descend: { description: 'From the last letter, from the newest' },
  },
});
