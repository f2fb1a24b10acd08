/** What every contender is asked; the answers must be equal before anything is timed. */
const fields =
  'id displayName channel direction callState dateCreated accountName customerBreadcrumb { id name } members { identity displayName role callState isOriginalMember } log { date message }';

export const listQuery = `query List { sessions(first: 50) { nodes { ${fields} } } }`;
export const sessionQuery = `query One($id: ID!) { session(id: $id) { ${fields} } }`;
export const createMutation = `mutation Create($input: NewSession!) { newSession(input: $input) { ${fields} } }`;

export const newSession = {
  channel: 'Voice',
  displayName: 'Call about the delivery',
  toAddress: '+49 30 1234567',
  fromName: 'Acme',
};
