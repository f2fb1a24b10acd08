import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** What `npm start` gives to Node. Whoever is measured beside this server is given the same. */
export const nodeFlags = scripts.start.match(/--max-semi-space-size=\d+/g);
