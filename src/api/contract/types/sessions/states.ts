import { registerEnumType } from 'type-graphql';
import {
  SessionCallState,
  SessionDialState,
  SessionDirections,
  SessionHoldReasons,
  SessionQueueStates,
} from '../../../../domain/sessions/enums.ts';

// a class that takes the enum from here has it registered too
export { SessionCallState, SessionDialState, SessionDirections, SessionHoldReasons, SessionQueueStates };

registerEnumType(SessionDialState, {
  name: 'SessionDialState',
  description: 'Whether the session is dialing',
  valuesConfig: {
    None: { description: 'Not dialing' },
    Active: { description: 'Dialing its destination' },
  },
});

registerEnumType(SessionCallState, {
  name: 'SessionCallState',
  description: 'The call state of a session',
  valuesConfig: {
    Disconnected: { description: 'Over' },
    Ringing: { description: 'Not answered yet' },
    Connected: { description: 'Under way' },
    Hold: { description: 'On hold' },
    Passive: { description: 'Under way without anyone talking on it' },
  },
});

registerEnumType(SessionQueueStates, {
  name: 'SessionQueueStates',
  description: 'Where a session stands in a queue',
  valuesConfig: {
    None: { description: 'In no queue' },
    Queued: { description: 'Waiting in the queue' },
    Ringing: { description: 'Offered to a queue member' },
    Connected: { description: 'Answered by a queue member' },
    Hold: { description: 'Put on hold by a queue member' },
    Disconnected: { description: 'Left the queue by hanging up' },
  },
});

registerEnumType(SessionHoldReasons, {
  name: 'SessionHoldReasons',
  description: 'Why a session is on hold',
  valuesConfig: {
    None: { description: 'No reason was given' },
    Transferring: { description: 'It is being transferred' },
  },
});

registerEnumType(SessionDirections, {
  name: 'SessionDirections',
  description: 'Which side started a session',
  valuesConfig: {
    Incoming: { description: 'It came in from outside' },
    Outgoing: { description: 'It was started here' },
  },
});
