import { expect, test } from 'vitest';
import { printMjs } from '../../../src/api/contract/printers/mjs.ts';
import { contract } from '../../support/contract.ts';

const facts = { baseUrl: 'https://host', date: new Date('2025-06-04T09:47:09Z'), version: '8.71' };
const print = (...query: [string, string][]): string => printMjs(contract, query, null);

test('prints the header first, then the module', () => {
  expect(printMjs(contract, [['IncludeTypes', 'CustomerBreadcrumb']], facts)).toBe(`/* Options:
Date: 2025-06-04 09:47:09
Version: 8.71
Tip: To override a DTO option, remove "//" prefix before updating
BaseUrl: https://host

//AddServiceStackTypes: True
//AddDocAnnotations: True
//AddDescriptionAsComments: True
IncludeTypes: CustomerBreadcrumb
//ExcludeTypes: 
//DefaultImports: 
*/

"use strict";
export class CustomerBreadcrumb {
    /** @param {{id?:string,name?:string}} [init] */
    constructor(init) { Object.assign(this, init) }
    /** @type {string} */
    id;
    /** @type {string} */
    name;
}
`);
});

test('prints enums as variables, and operations with their methods', () => {
  expect(print(['IncludeTypes', 'FlowChannels'])).toBe(`"use strict";
/** @typedef {'Voice'|'Chat'|'Fax'} */
export var FlowChannels;
(function (FlowChannels) {
    FlowChannels["Voice"] = "Voice"
    FlowChannels["Chat"] = "Chat"
    FlowChannels["Fax"] = "Fax"
})(FlowChannels || (FlowChannels = {}));
`);
  const text = print(['IncludeTypes', 'NewSession.*']);
  expect(text).toContain(`
export class NewSession {
    /** @param {{displayName?:string,`);
  expect(text).toContain(`    /**
     * @type {string}
     * @description A display name for this session */
    displayName;
`);
  expect(text).toContain('    /** @type {{ [index:string]: string; }} */\n    applicationData;\n');
  expect(text).toMatch(/ \* @type \{\?SessionDirections\}\n.*\n {4}direction;\n/);
  expect(text).toContain(`    getTypeName() { return 'NewSession' }
    getMethod() { return 'POST' }
    createResponse() { return new SessionInfo() }
}
`);
  expect(text).toContain('export class SessionInfo extends EntityInfo {\n');
  expect(text).toContain('    constructor(init) { super(init); Object.assign(this, init) }\n');
  expect(text.indexOf('class EntityInfo')).toBeLessThan(text.indexOf('class SessionInfo'));
});

test('applies the options', () => {
  expect(print(['IncludeTypes', 'NewSession.*'], ['AddDescriptionAsComments', 'False'])).toContain(
    '    /** @type {string} */\n    displayName;\n',
  );
  expect(print(['AddDocAnnotations', 'False'])).not.toContain('/**');
  expect(print(['IncludeTypes', 'NewSession.*'], ['ExcludeTypes', 'EntityInfo'])).not.toContain('class EntityInfo');
});
