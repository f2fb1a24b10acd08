import { registerEnumType } from 'type-graphql';
import { SessionMemberCallState, SessionMemberRoles } from '../../../../domain/sessions/enums.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { SessionMemberCallState, SessionMemberRoles };

registerEnumType(SessionMemberCallState, {
  name: 'SessionMemberCallState',
  description: 'The call state of a session member',
  valuesConfig: {
    None: { description: 'Not on the call' },
    Ringing: { description: 'Being called' },
    Connected: { description: 'On the call' },
    Hold: { description: 'On hold' },
  },
});

registerEnumType(SessionMemberRoles, {
  name: 'SessionMemberRoles',
  description: 'The role of a session member',
  valuesConfig: {
    None: { description: 'No specific role, as in a chat' },
    Caller: { description: 'The calling party' },
    Agent: { description: 'The called party, or the agent serving the caller' },
    Transfer: { description: 'The party that the call is transferred to' },
  },
});
