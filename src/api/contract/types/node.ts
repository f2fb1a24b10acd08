import { Field, ID, InterfaceType } from 'type-graphql';

/** Result of `node`. It contains the type name, because a stored record is not an instance of a class. */
export interface NodeView {
  readonly __typename: string;
  readonly id: string;
}

@InterfaceType({
  description: 'An object that can be fetched by its ID',
  resolveType: (node: NodeView) => node.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'The ID of the object' })
  id!: string;
}
