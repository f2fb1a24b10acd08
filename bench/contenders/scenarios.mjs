/** The requests that every contender answers; responses must be equal before anything is timed. */
const fields =
  'id displayName channel direction callState dateCreated accountName customerBreadcrumb { id name } members { identity displayName role callState isOriginalMember } log { date message }';

const listQuery = `query List { sessions(first: 50) { nodes { ${fields} } } }`;
const sessionQuery = `query One($id: ID!) { session(id: $id) { ${fields} } }`;
const createMutation = `mutation Create($input: NewSession!) { newSession(input: $input) { ${fields} } }`;

/** graphql-jit loses the defaults of input fields: from the second request on it refuses input without them. */
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

/** A response without new ids and dates. */
const withoutNew = (text) => text.replaceAll(/\b[0-9a-f]{24}\b/g, 'ID').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'DATE');
const dataOf = (text) => JSON.stringify(JSON.parse(text).data);

/**
 * The scenarios by name, those that only read first: what they return must not change during a run.
 * `comparable` converts a response to the text that must be equal for all contenders.
 */
export function scenariosOf(authorization, id) {
  const graphql = (operationName, query, variables) => ({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ operationName, query, variables }),
  });
  const rest = (type, body) => ({
    isRest: true,
    method: body ? 'POST' : 'GET',
    path: body ? '/sessions' : `/sessions/${id}`,
    headers: { ...(body && { 'content-type': type }), accept: type, authorization },
    body,
    comparable: body ? withoutNew : (text) => text,
  });
  return {
    'list of 50': { ...graphql('List', listQuery), comparable: dataOf },
    'one session': { ...graphql('One', sessionQuery, { id }), comparable: dataOf },
    'GET /sessions/ID': rest('application/json'),
    newSession: {
      ...graphql('Create', createMutation, { input: { ...newSession, ...withDefaults } }),
      comparable: (text) => withoutNew(dataOf(text)),
    },
    'POST /sessions, JSON': rest('application/json', JSON.stringify(newSession)),
    'POST /sessions, XML': rest('application/xml', newSessionXml),
  };
}
