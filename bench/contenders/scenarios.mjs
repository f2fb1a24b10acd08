/** What every contender is asked; the answers must be equal before anything is timed. */
const fields =
  'id displayName channel direction callState dateCreated accountName customerBreadcrumb { id name } members { identity displayName role callState isOriginalMember } log { date message }';

export const listQuery = `query List { sessions(first: 50) { nodes { ${fields} } } }`;
export const sessionQuery = `query One($id: ID!) { session(id: $id) { ${fields} } }`;
export const createMutation = `mutation Create($input: NewSession!) { newSession(input: $input) { ${fields} } }`;

/** graphql-jit forgets the defaults of an input type's fields: from its second time on it refuses whoever leaves these away. */
const withDefaults = { memberEmailAddresses: [], startSession: false };

export const newSession = {
  channel: 'Voice',
  customerId: 'c05000000000000000000003',
  displayName: 'Call about the delivery',
  fromName: 'Acme',
  toAddress: '+49 30 1234567',
};

const asElement = ([name, value]) =>
  `<${name[0].toUpperCase()}${name.slice(1)}>${value}</${name[0].toUpperCase()}${name.slice(1)}>`;
const newSessionXml = `<NewSession xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions">${Object.entries(newSession).map(asElement).join('')}</NewSession>`;

/** An answer without what is made anew each time. */
const withoutNew = (text) => text.replaceAll(/\b[0-9a-f]{24}\b/g, 'ID').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'DATE');
const dataOf = (text) => JSON.stringify(JSON.parse(text).data);

/**
 * The questions, those that only read first: what they answer must not change while they are asked.
 * `comparable` makes of an answer's text what must be equal.
 */
export function questionsOf(authorization, id) {
  const graphql = (operationName, query, variables) => ({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ operationName, query, variables }),
  });
  const rest = (type, body) => ({
    method: body ? 'POST' : 'GET',
    path: body ? '/sessions' : `/sessions/${id}`,
    headers: { ...(body && { 'content-type': type }), accept: type, authorization },
    body,
  });
  return {
    'list of 50': { ...graphql('List', listQuery), comparable: dataOf },
    'one session': { ...graphql('One', sessionQuery, { id }), comparable: dataOf },
    'GET /sessions/ID': { ...rest('application/json'), isRest: true, comparable: (text) => text },
    newSession: {
      ...graphql('Create', createMutation, { input: { ...newSession, ...withDefaults } }),
      writes: true,
      comparable: (text) => withoutNew(dataOf(text)),
    },
    'POST /sessions, JSON': {
      ...rest('application/json', JSON.stringify(newSession)),
      isRest: true,
      writes: true,
      comparable: withoutNew,
    },
    'POST /sessions, XML': {
      ...rest('application/xml', newSessionXml),
      isRest: true,
      writes: true,
      comparable: withoutNew,
    },
  };
}
