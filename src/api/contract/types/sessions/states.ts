import { registerEnumType } from 'type-graphql';
import {
  SessionCallState,
  SessionDialState,
  SessionDirections,
  SessionHoldReasons,
  SessionQueueStates,
} from '../../../../domain/sessions/enums.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { SessionCallState, SessionDialState, SessionDirections, SessionHoldReasons, SessionQueueStates };

registerEnumType(SessionDialState, {
  name: 'SessionDialState',
  description: 'The dial state of a session',
  valuesConfig: {
    None: { description: 'Not dialing' },
    Active: { description: 'Dialing the destination' },
  },
});

registerEnumType(SessionCallState, {
  name: 'SessionCallState',
  description: 'The call state of a session',
  valuesConfig: {
    Disconnected: { description: 'Ended' },
    Ringing: { description: 'Not yet answered' },
    Connected: { description: 'In progress' },
    Hold: { description: 'On hold' },
    Passive: { description: 'In progress, with nobody talking' },
  },
});

registerEnumType(SessionQueueStates, {
  name: 'SessionQueueStates',
  description: 'The queue state of a session',
  valuesConfig: {
    None: { description: 'Not in a queue' },
    Queued: { description: 'Waiting in the queue' },
    Ringing: { description: 'Offered to a queue member' },
    Connected: { description: 'Answered by a queue member' },
    Hold: { description: 'Put on hold by a queue member' },
    Disconnected: { description: 'Disconnected while in the queue' },
  },
});

registerEnumType(SessionHoldReasons, {
  name: 'SessionHoldReasons',
  description: 'The reason for a hold',
  valuesConfig: {
    None: { description: 'No reason' },
    Transferring: { description: 'The session is being transferred' },
  },
});

registerEnumType(SessionDirections, {
  name: 'SessionDirections',
  description: 'The direction of a session',
  valuesConfig: {
    Incoming: { description: 'The session was started by an external party' },
    Outgoing: { description: 'The session was started by a user' },
  },
});
