import { demoIds } from '../../../domain/directory/demo-content.ts';

/** A prepared tab. GraphiQL names it after its first operation. */
export interface PlaygroundTab {
  readonly query: string;
  readonly variables: string;
}

const tab = (query: string, variables?: Readonly<Record<string, unknown>>): PlaygroundTab => ({
  query: query.trim(),
  variables: variables ? JSON.stringify(variables, null, 2) : '',
});

const signIn = tab(
  /* GraphQL */ `
# 1. Put the password into the variables below. The
#    server printed it at its first start, and keeps it
#    in DATA_DIR/demo-password. Then press Ctrl-Enter:
#    a cookie signs you in for the other tabs.
mutation SignIn($userName: String!, $password: String!) {
  signIn(userName: $userName, password: $password) {
    name
    accountNames
    roles
  }
}
`,
  { userName: 'user@acme.test', password: '' },
);

const createVoiceSession = tab(
  /* GraphQL */ `
# 2. An outgoing call for a customer of the demo data,
#    dialled at once. Only the channel is required: the
#    docs on the left list the defaults of the rest.
mutation CreateVoiceSession($input: NewSession!) {
  newSession(input: $input) {
    id
    displayName
    direction
    callState
    dialState
    accountName
    endpointName
    customerBreadcrumb {
      name
    }
    members {
      identity
      displayName
      role
      callState
    }
    log {
      date
      message
    }
  }
}
`,
  {
    input: {
      channel: 'Voice',
      displayName: 'Call about the delivery',
      destination: '+15550199',
      fromPhoneNumber: '+15550100',
      customerId: demoIds.northShop,
      memberEmailAddresses: ['agent@acme.test'],
      startSession: true,
    },
  },
);

const createTeamChat = tab(
  /* GraphQL */ `
# 3. A chat with everyone in the Support team of the
#    demo data, and with a guest of whom only the email
#    address is known.
mutation CreateTeamChat($input: NewSession!) {
  newSession(input: $input) {
    id
    displayName
    toAddress
    members {
      identity
      displayName
      isOriginalMember
    }
  }
}
`,
  {
    input: {
      channel: 'Chat',
      displayName: 'Where is the parcel?',
      withAddress: `team:${demoIds.supportTeam}`,
      memberEmailAddresses: ['guest@example.com'],
      startSession: false,
    },
  },
);

const readItBack = tab(
  /* GraphQL */ `
# 4. Run NewestSessions, copy an id from its response
#    into the variables below, then run OneSession.
query NewestSessions {
  sessions(first: 5) {
    totalCount
    nodes {
      id
      dateCreated
      channel
      displayName
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

query OneSession($id: ID!) {
  session(id: $id) {
    id
    dateCreated
    displayName
    channel
    callState
    account {
      name
    }
    customer {
      breadcrumb {
        name
      }
    }
    members {
      identity
      displayName
      role
    }
    log {
      date
      message
    }
  }
}
`,
  { id: '' },
);

const holdAndResume = tab(
  /* GraphQL */ `
# 5. Copy the id of a connected call into the variables
#    below, run HoldSession, then ResumeSession. A call
#    that rings can be answered by AnswerSession.
mutation HoldSession($id: ID!) {
  holdSession(input: { sessionId: $id, reason: Transferring }) {
    callState
    holdReason
    log {
      message
    }
  }
}

mutation ResumeSession($id: ID!) {
  resumeSession(input: { sessionId: $id }) {
    callState
    holdReason
  }
}

mutation AnswerSession($id: ID!) {
  patchSession(input: { sessionId: $id, callState: Connected }) {
    callState
    answeredByName
  }
}
`,
  { id: '' },
);

const statistics = tab(/* GraphQL */ `
# 6. How many sessions there were on each day, by
#    channel, and how long they took.
query SessionStatistics {
  sessionStats(groupBy: Channel, interval: Day) {
    key
    start
    count
    missed
    averageDuration
    p95Duration
  }
}
`);

const liveEvents = tab(/* GraphQL */ `
# 7. Every change of a session as it happens. Run it,
#    then run an operation of another browser tab; each
#    event appears on the right. Press stop to end.
subscription LiveEvents {
  sessionEvents {
    kind
    date
    logMessage
    session {
      id
      displayName
      callState
    }
  }
}
`);

const whoAmI = tab(/* GraphQL */ `
# 8. The signed-in user; SignOut clears the cookie.
query WhoAmI {
  me {
    id
    name
    emailAddress
    accountIds
    accountNames
    roles
  }
}

mutation SignOut {
  signOut
}
`);

/** The tabs that a new visitor sees, in the order to try them. */
export const playgroundTabs: readonly PlaygroundTab[] = [
  signIn,
  createVoiceSession,
  createTeamChat,
  readItBack,
  holdAndResume,
  statistics,
  liveEvents,
  whoAmI,
];
