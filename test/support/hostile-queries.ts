/** Expensive GraphQL documents, and the limit that rejects each. */
export const hostileQueries: readonly (readonly [what: string, limit: string, query: string])[] = [
  ['51 aliases of __typename', 'aliases', `{${repeat(51, (n) => `a${n}:__typename `)}}`],
  ['51 aliases of a field', 'aliases', `{me{${repeat(51, (n) => `a${n}:id `)}}}`],
  ['aliases in an unused fragment', 'aliases', `{me{id}} fragment F on UserInfo{${repeat(51, (n) => `a${n}:id `)}}`],
  ['the same field 500 times', 'duplicates', `{me{${'id '.repeat(500)}}}`],
  ['__typename 500 times', 'duplicates', `{${'__typename '.repeat(500)}}`],
  ['duplicate fields in many selections', 'duplicates', `{${repeat(20, (n) => `a${n}:me{id id id id}`)}}`],
  ['26 root fields', 'rootFields', `{${repeat(26, (n) => `a${n}:me{id}`)}}`],
  [
    '26 root fields through fragments',
    'rootFields',
    `{...A ...A} fragment A on Query{${repeat(13, (n) => `a${n}:me{id}`)}}`,
  ],
  ['26 mutations in one request', 'rootFields', `mutation{${repeat(26, (n) => `a${n}:signOut{id}`)}}`],
  ['fields 16 deep', 'depth', `{session(id:"1"){${'parent{'.repeat(14)}id${'}'.repeat(14)}}}`],
  ['fields 1,000 deep', 'depth', `{${'a{'.repeat(1_000)}b${'}'.repeat(1_000)}}`],
  [
    'deep fields through fragments',
    'depth',
    `{session(id:"1"){...F0}}${repeat(20, (n) => `fragment F${n} on SessionInfo{parent{...F${n + 1}}}`)}fragment F20 on SessionInfo{id}`,
  ],
  ['ten directives on a field', 'directives', `{__typename ${'@aa '.repeat(10)}}`],
  ['51 directives', 'directives', `{me{${repeat(26, (n) => `a${n}:id @skip(if:false)@include(if:true)`)}}}`],
  ['a list of 1,001 values', 'listValues', `{nodes(ids:[${'"1",'.repeat(1_001)}]){id}}`],
  ['101 fragments', 'tokens', `{me{...F0}}${repeat(101, (n) => `fragment F${n} on UserInfo{id}`)}`],
  ['nested lists of sessions', 'cost', '{sessions(first:100){nodes{children{children{children{id}}}}}}'],
  ['nested lists in edges', 'cost', '{sessions(first:100){edges{node{children{children{children{id}}}}}}}'],
  [
    'a page size by the default of a variable',
    'cost',
    'query($n:Int=100){sessions(first:$n){nodes{children{children{id}}}}}',
  ],
  ['a page backwards', 'cost', '{sessions(last:100){nodes{children{children{id}}}}}'],
  ['a page size above the maximum', 'cost', '{sessions(first:2147483647){nodes{children{children{id}}}}}'],
  [
    'nodes through a fragment on the connection',
    'cost',
    '{sessions(first:100){...C}}fragment C on SessionConnection{nodes{children{children{id}}}}',
  ],
  ['fragments that double 25 times', 'cost', bomb(25)],
  ['fragments that double 90 times', 'cost', bomb(90)],
];

function repeat(count: number, part: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => part(n)).join('');
}

function bomb(levels: number): string {
  const fragments = repeat(levels, (n) => `fragment F${n} on SessionInfo{...F${n + 1} ...F${n + 1}}`);
  return `{session(id:"1"){...F0}}${fragments}fragment F${levels} on SessionInfo{id children{id}}`;
}
