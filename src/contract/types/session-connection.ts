import { Field, Int, ObjectType } from 'type-graphql';
import { Cost } from '../decorators.ts';
import { PageInfo } from './page-info.ts';
import { SessionInfo } from './session-info.ts';

@ObjectType({ description: 'A session and its place in the list' })
export class SessionEdge {
  @Field(() => String, { description: 'The place in the list, to page on from' })
  cursor!: string;

  @Field(() => SessionInfo, { description: 'The session' })
  node!: SessionInfo;
}

@ObjectType({ description: 'A page of sessions' })
export class SessionConnection {
  @Field(() => [SessionEdge], { description: 'The sessions of this page with their cursors' })
  edges!: SessionEdge[];

  @Field(() => [SessionInfo], { description: 'The sessions of this page' })
  nodes!: SessionInfo[];

  @Field(() => PageInfo, { description: 'Where this page stands in the list' })
  pageInfo!: PageInfo;

  @Cost({ weight: 10 })
  @Field(() => Int, { description: 'How many sessions the whole list has; counted only when asked for' })
  totalCount!: number;
}
