import { ArgsType, Field, Float, GraphQLISODateTime, Int, registerEnumType } from 'type-graphql';
import { SessionStatsGroup, SessionStatsInterval } from '../../../../domain/sessions/stats.ts';
import { SimpleObjectType } from '../../decorators.ts';
import { SessionFilter } from './filter.ts';

registerEnumType(SessionStatsGroup, {
  name: 'SessionStatsGroup',
  description: 'The properties by which session statistics can be grouped',
  valuesConfig: {
    None: { description: 'No grouping' },
    Channel: { description: 'By channel' },
    Direction: { description: 'By direction' },
    CallState: { description: 'By call state' },
    Customer: { description: 'By customer. The key is the ID of the customer.' },
    Endpoint: { description: 'By endpoint. The key is the ID of the endpoint.' },
    Member: { description: 'By member. A session counts once for each of its members. The key is the identity.' },
    Outcome: { description: 'By outcome' },
  },
});

registerEnumType(SessionStatsInterval, {
  name: 'SessionStatsInterval',
  description:
    'The time intervals by which session statistics can be grouped. Sessions count at their date of creation.',
  valuesConfig: {
    None: { description: 'No intervals' },
    Hour: { description: 'One hour' },
    Day: { description: 'One day' },
    Week: { description: 'One week, starting on Monday' },
    Month: { description: 'One month' },
  },
});

@ArgsType()
export class SessionStatsArguments {
  @Field(() => SessionFilter, {
    nullable: true,
    description:
      'Filter of the sessions. Default: all sessions of your accounts. Live and archived sessions are included, unless archived is true (only archived ones) or false (only live ones).',
  })
  filter?: SessionFilter | null;

  @Field(() => SessionStatsGroup, { defaultValue: SessionStatsGroup.None, description: 'The property to group by' })
  groupBy!: SessionStatsGroup;

  @Field(() => SessionStatsInterval, {
    defaultValue: SessionStatsInterval.None,
    description: 'The time interval to group by',
  })
  interval!: SessionStatsInterval;

  @Field(() => String, {
    defaultValue: 'UTC',
    description: 'The IANA time zone, such as Europe/Berlin, in which hours, days, weeks and months begin',
  })
  timeZone!: string;
}

@SimpleObjectType({ description: 'Statistics of the sessions of one group and time interval' })
export class SessionStats {
  @Field(() => String, {
    nullable: true,
    description: 'The value of the grouped property. Null without grouping, and for sessions without a value.',
  })
  key!: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The start of the time interval, or null without an interval',
  })
  start!: Date | null;

  @Field(() => Int, { description: 'The number of sessions' })
  count!: number;

  @Field(() => Int, { description: 'The number of missed sessions' })
  missed!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The average time from creation to completion, in seconds. Null if no session is completed.',
  })
  averageDuration!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The 95th percentile of the time from creation to completion, in whole seconds. Null if no session is completed.',
  })
  p95Duration!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The average time from creation to the first connection, or to completion for sessions that were never connected, in seconds. Null if no session is connected or completed.',
  })
  averageWait!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The 95th percentile of the time that averageWait averages, in whole seconds. Null if no session is connected or completed.',
  })
  p95Wait!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The average time from creation to the first connection, in seconds. Null if no session was connected.',
  })
  averageTimeToAnswer!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The 95th percentile of the time from creation to the first connection, in whole seconds. Null if no session was connected.',
  })
  p95TimeToAnswer!: number | null;
}
