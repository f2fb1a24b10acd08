import { isIPv4, isIPv6 } from 'node:net';
import type { Log } from '../../common/logging/log.ts';

/** Where a request comes from, see `clientNetwork`, and its log. */
export interface RequestSource {
  readonly network: string;
  readonly log: Log;
}

/** The address that limits are counted by: IPv4 as it is, of IPv6 the first 64 bits, because whoever has one address there has all of them. */
export function clientNetwork(address: string): string {
  if (!address.includes(':')) return address;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return address;
  const [head = '', tail] = bare.split('::');
  const first = groupsOf(head);
  const last = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  const groups = [...first, ...zeros, ...last].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
