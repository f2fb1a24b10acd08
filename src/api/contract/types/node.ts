import { Field, ID, InterfaceType } from 'type-graphql';

/** What `node` finds: the name of the type is said with it, for a stored record is no instance of a class. */
export interface NodeView {
  readonly __typename: string;
  readonly id: string;
}

@InterfaceType({
  description: 'What can be read by its ID alone',
  resolveType: (node: NodeView) => node.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'The ID of the object' })
  id!: string;
}
