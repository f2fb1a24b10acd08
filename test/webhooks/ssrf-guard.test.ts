import { describe, expect, it } from 'vitest';
import { isPublicAddress, SsrfGuard } from '../../src/domain/webhooks/ssrf-guard.ts';

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '100::1',
    'localhost',
    '',
  ])('%j is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('a target', () => {
  const hosts: Record<string, string[]> = {
    'good.test': ['93.184.216.34', '2606:4700:4700::1111'],
    'inside.test': ['10.0.0.1'],
    'mixed.test': ['93.184.216.34', '127.0.0.1'],
  };
  const resolve = async (name: string) => {
    const found = hosts[name];
    if (!found) throw new Error('ENOTFOUND');
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const strict = new SsrfGuard({ allowPrivate: false, resolve });

  it.each(['inside.test', 'mixed.test', '127.0.0.1', '[::1]'])('%s is refused', async (host) => {
    await expect(strict.resolvePublic(host)).rejects.toThrow(`${host} is not a public address`);
    await expect(new SsrfGuard({ allowPrivate: true, resolve }).resolvePublic(host)).resolves.not.toEqual([]);
  });

  it('that is public gives all its addresses, and one that is nowhere none', async () => {
    expect((await strict.resolvePublic('good.test')).map(({ address }) => address)).toEqual(hosts['good.test']);
    await expect(strict.resolvePublic('nowhere.test')).rejects.toThrow('ENOTFOUND');
  });
});
