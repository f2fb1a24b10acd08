import { registerEnumType } from 'type-graphql';
import { SessionMemberCallState, SessionMemberRoles } from '../../../../domain/sessions/enums.ts';

// a class that takes the enum from here has it registered too
export { SessionMemberCallState, SessionMemberRoles };

registerEnumType(SessionMemberCallState, {
  name: 'SessionMemberCallState',
  description: 'The call state of one member of a session',
  valuesConfig: {
    None: { description: 'Not on the call' },
    Ringing: { description: 'Being called' },
    Connected: { description: 'On the call' },
    Hold: { description: 'On hold' },
  },
});

registerEnumType(SessionMemberRoles, {
  name: 'SessionMemberRoles',
  description: 'The part a member plays in a session',
  valuesConfig: {
    None: { description: 'No part of its own, as in a chat' },
    Caller: { description: 'The one who called' },
    Agent: { description: 'The one who is called, or who serves the caller' },
    Transfer: { description: 'The one the call is transferred to' },
  },
});
