// The rules that `npm run check:schema` holds schema/schema.graphql to; code is Biome's.
import graphql from '@graphql-eslint/eslint-plugin';

const recommended = graphql.configs['flat/schema-recommended'].rules;
const [severity, names] = recommended['@graphql-eslint/naming-convention'];

/** Values that lie within something else: they have no identity of their own, in the vendor's contract neither. */
const valueTypes = [
  'SessionLogInfo',
  'SessionMemberInfo',
  'SessionMemberChange',
  'KeyValuePair',
  'SessionTranscript',
  'TranscriptLine',
];
/** Answers that are made when they are asked for and kept nowhere. */
const answers = ['AuthStatus', 'NewApiKey', 'SessionStats'];

export default [
  {
    files: ['schema/schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema/schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...recommended,
      ...graphql.configs['flat/schema-relay'].rules,
      // the vendor's contract spells its enum values so, and ours do as they
      '@graphql-eslint/naming-convention': [severity, { ...names, EnumValueDefinition: 'PascalCase' }],
      // connections have `nodes` beside `edges`, and lists that are short by nature need no pages
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      '@graphql-eslint/strict-id-in-types': [
        'error',
        // Relay gives connections, edges and page infos no ID
        { exceptions: { types: [...valueTypes, ...answers, 'PageInfo'], suffixes: ['Connection', 'Edge'] } },
      ],
    },
  },
];
