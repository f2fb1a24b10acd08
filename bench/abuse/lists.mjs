import { attacker, flood, statusOf } from './victim.mjs';

export const description = 'three clients of one user read the longest lists as fast as they can';

const query = '{sessions(first:100){totalCount nodes{id displayName members{identity role} log{message}}}}';

const request = { method: 'POST', headers: attacker, body: JSON.stringify({ query }) };

export const attack = ({ url }, signal) => flood(signal, () => statusOf(`${url}/graphql`, request));
