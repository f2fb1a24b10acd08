import { registerEnumType } from 'type-graphql';
import { FlowChannels } from '../../../../domain/sessions/enums.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { FlowChannels };

registerEnumType(FlowChannels, {
  name: 'FlowChannels',
  description: 'The channel of a session',
  valuesConfig: {
    Voice: { description: 'A phone call' },
    Chat: { description: 'A chat, including text messages' },
    Fax: { description: 'A fax' },
  },
});
