// GraphQL-ESLint rules for schema/schema.graphql, run by `npm run check:schema`. Biome lints the code.
import graphql from '@graphql-eslint/eslint-plugin';

const recommended = graphql.configs['flat/schema-recommended'].rules;
const [severity, names] = recommended['@graphql-eslint/naming-convention'];

/** Embedded values. They have no ID, neither here nor in the vendor's contract. */
const valueTypes = [
  'SessionLogInfo',
  'SessionMemberInfo',
  'SessionMemberChange',
  'KeyValuePair',
  'ChatTranscript',
  'ChatTranscriptMessage',
];
/** Types that are computed for a response and not stored. */
const answers = ['CallInfo', 'RateLimit', 'NewApiKey', 'WebhookSecret', 'SessionStats'];

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
      // the vendor's contract spells enum values in PascalCase, and this schema follows it
      '@graphql-eslint/naming-convention': [severity, { ...names, EnumValueDefinition: 'PascalCase' }],
      // connections have `nodes` beside `edges`, and lists that are always short are not paginated
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      '@graphql-eslint/strict-id-in-types': [
        'error',
        // Relay defines no ID for connections, edges and PageInfo
        { exceptions: { types: [...valueTypes, ...answers, 'PageInfo'], suffixes: ['Connection', 'Edge'] } },
      ],
    },
  },
];
