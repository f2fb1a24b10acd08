import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

const admin = as('admin@acme.test');
const manager = as('manager@acme.test');
const password = 'long enough';

const rest = (line: string, body?: object, who = admin) =>
  call(app.url, line, body ? { ...json(body), headers: { ...json(body).headers, ...who } } : { headers: who });
const xml = (line: string, body: string, who = admin) =>
  call(app.url, line, { headers: { ...who, 'content-type': 'application/xml', accept: 'application/xml' }, body });

describe('users over REST', () => {
  it('are created, listed, read, changed and deleted', async () => {
    const body = { accountId: demoIds.acme, emailAddress: 'rest@acme.test', firstName: 'Ann', lastName: 'R', password };
    const made = await rest('POST /users', body);
    expect(made.status).toBe(200);
    const { id, ...created } = JSON.parse(made.text);
    expect(created).toEqual({
      isAuthenticated: false,
      firstName: 'Ann',
      lastName: 'R',
      name: 'Ann R',
      emailAddress: 'rest@acme.test',
      roles: [],
      accountIds: [demoIds.acme],
      accountNames: ['Acme'],
    });
    const roles = ['CallCenterDashboard', 'Manager', 'Customer'];
    const accountIds = [demoIds.acme, demoIds.globex];
    const patched = await rest(`PATCH /users/${id}`, { lastName: '', newPassword: 'longer still', roles, accountIds });
    expect(JSON.parse(patched.text)).toEqual({
      ...created,
      id,
      lastName: '',
      name: 'Ann',
      roles: ['Manager', 'Customer', 'CallCenterDashboard'],
      accountIds,
      accountNames: ['Acme', 'Globex'],
    });
    expect(JSON.parse((await rest(`GET /users/${id}`)).text)).toEqual(JSON.parse(patched.text));
    const own = await rest(`GET /users/${id}`, undefined, as('rest@acme.test', 'longer still'));
    expect(JSON.parse(own.text)).toMatchObject({ isAuthenticated: true });
    const listed = await rest('GET /users?emailFilter=REST@acme&sortField=emailAddress');
    expect(JSON.parse(listed.text)).toMatchObject({ items: [{ id }], totalCount: 1 });
    expect(JSON.parse((await rest('GET /users?emailFilter=Ann')).text)).toMatchObject({ items: [], totalCount: 0 });
    expect((await rest(`DELETE /users/${id}`)).status).toBe(204);
    expect((await rest(`GET /users/${id}`)).status).toBe(404);
  });

  it('are created and changed from XML in the namespace Voice.Api.Authentication', async () => {
    const ns = 'http://schemas.datacontract.org/2004/07/Voice.Api.Authentication';
    const arrays = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
    const made = await xml(
      'POST /users',
      `<NewUser xmlns="${ns}"><EmailAddress>xml@acme.test</EmailAddress><Password>${password}</Password></NewUser>`,
    );
    expect(made.status).toBe(200);
    const [, id = ''] = /<Id>(.*)<\/Id>/.exec(made.text) ?? [];
    const patched = await xml(
      `PATCH /users/${id}`,
      `<PatchUser xmlns="${ns}"><Roles xmlns:a="${arrays}"><a:string>User</a:string></Roles></PatchUser>`,
    );
    expect(patched.text).toContain(`<UserInfo xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${ns}">`);
    expect(patched.text).toContain('<d2p1:string>User</d2p1:string>');
  });

  it('keep roles and accounts when a client sends empty lists', async () => {
    const empty = { firstName: 'Agnes', accountIds: [], roles: [] };
    const byManager = await rest(`PATCH /users/${demoIds.agent}`, empty, manager);
    expect(JSON.parse(byManager.text)).toMatchObject({
      firstName: 'Agnes',
      roles: ['User'],
      accountIds: [demoIds.acme],
    });
  });

  it('cannot have unknown roles', async () => {
    const answer = await rest(`PATCH /users/${demoIds.agent}`, { roles: ['User', 'user'] });
    expect(answer.status).toBe(400);
    expect(responseStatus(answer).errors).toEqual([
      {
        errorCode: 'Predicate',
        fieldName: 'Roles',
        message:
          'roles contains "user". The roles are User, Manager, SystemAdministrator, Customer, CallCenterDashboard.',
      },
    ]);
  });

  it('get no roles from a Manager', async () => {
    const answer = await rest(`PATCH /users/${demoIds.agent}`, { roles: ['Manager'] }, manager);
    expect(answer.status).toBe(403);
    expect(responseStatus(answer).errors).toMatchObject([{ fieldName: 'Roles', errorCode: 'Forbidden' }]);
  });
});
