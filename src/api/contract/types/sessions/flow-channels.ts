import { registerEnumType } from 'type-graphql';
import { FlowChannels } from '../../../../domain/sessions/enums.ts';

// a class that takes the enum from here has it registered too
export { FlowChannels };

registerEnumType(FlowChannels, {
  name: 'FlowChannels',
  description: 'The kinds of session',
  valuesConfig: {
    Voice: { description: 'A phone call' },
    Chat: { description: 'A chat, also by text message' },
    Fax: { description: 'A fax' },
  },
});
