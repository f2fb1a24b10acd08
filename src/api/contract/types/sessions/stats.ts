import { ArgsType, Field, Float, GraphQLISODateTime, Int, registerEnumType } from 'type-graphql';
import { SessionStatsGroup, SessionStatsInterval } from '../../../../domain/sessions/stats.ts';
import { SimpleObjectType } from '../../decorators.ts';
import { SessionFilter } from './filter.ts';

registerEnumType(SessionStatsGroup, {
  name: 'SessionStatsGroup',
  description: 'What statistics can be kept apart by',
  valuesConfig: {
    None: { description: 'Nothing: all together' },
    Channel: { description: 'The channel' },
    Direction: { description: 'The direction' },
    CallState: { description: 'The call state' },
    Customer: { description: 'The customer; the key is its ID' },
    Endpoint: { description: 'The endpoint; the key is its ID' },
  },
});

registerEnumType(SessionStatsInterval, {
  name: 'SessionStatsInterval',
  description: 'The spans of time, in UTC, statistics can be kept apart by, as sessions were created',
  valuesConfig: {
    None: { description: 'No span: the whole time together' },
    Hour: { description: 'Hours' },
    Day: { description: 'Days' },
    Week: { description: 'Weeks, which begin on Monday' },
    Month: { description: 'Months' },
  },
});

@ArgsType()
export class SessionStatsArguments {
  @Field(() => SessionFilter, { nullable: true, description: 'Which sessions; all of your accounts if not said' })
  filter?: SessionFilter | null;

  @Field(() => SessionStatsGroup, { defaultValue: SessionStatsGroup.None, description: 'What to keep apart' })
  groupBy!: SessionStatsGroup;

  @Field(() => SessionStatsInterval, {
    defaultValue: SessionStatsInterval.None,
    description: 'Which times to keep apart',
  })
  interval!: SessionStatsInterval;
}

@SimpleObjectType({ description: 'Statistics of the sessions of one group and one span of time' })
export class SessionStats {
  @Field(() => String, {
    nullable: true,
    description: 'What the group has in common; null if nothing is kept apart, and for sessions that have none',
  })
  key!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the span begins; null without an interval' })
  start!: Date | null;

  @Field(() => Int, { description: 'How many sessions' })
  count!: number;

  @Field(() => Int, { description: 'How many of them were missed' })
  missed!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds from creation to completion, on average; null while none is completed',
  })
  averageDuration!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Whole seconds that nineteen of twenty completed sessions did not exceed; null while none is completed',
  })
  p95Duration!: number | null;
}
