import { registerEnumType } from 'type-graphql';

export enum FlowChannels {
  Voice = 'Voice',
  Chat = 'Chat',
  Fax = 'Fax',
}

registerEnumType(FlowChannels, {
  name: 'FlowChannels',
  description: 'The kinds of session',
  valuesConfig: {
    Voice: { description: 'A phone call' },
    Chat: { description: 'A chat, also by text message' },
    Fax: { description: 'A fax' },
  },
});
