import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Resolves a host to all of its addresses, in the order to try them. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Thrown for a target with an address that webhooks must not reach. */
export class BlockedTargetError extends Error {
  override readonly name = 'BlockedTargetError';
}

/** Publicly routable addresses that reach internal services of a cloud provider. */
const cloudInternal = new Set(['168.63.129.16']);
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is on the public Internet: not loopback, private, link-local, unique-local, shared or reserved, in
 * any notation.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // an IPv4-mapped IPv6 address is checked as the IPv4 address
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || cloudInternal.has(address.toString())) return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

/** Keeps webhooks from reaching networks that only the server can reach (server-side request forgery). */
export class SsrfGuard {
  readonly #allowPrivate: boolean;
  readonly #resolve: Resolve;

  constructor({ allowPrivate, resolve = resolveBySystem }: { allowPrivate: boolean; resolve?: Resolve }) {
    this.#allowPrivate = allowPrivate;
    this.#resolve = resolve;
  }

  /** Whether private addresses and plain HTTP are allowed, for trials on a developer's machine. */
  get allowsPrivate(): boolean {
    return this.#allowPrivate;
  }

  /**
   * Resolves a host to the addresses to connect to. The caller must connect to one of these and not resolve the name
   * again, because the name may point to another address by then.
   * @param hostname as in a URL: a name, an IPv4 address, or an IPv6 address in brackets
   * @throws BlockedTargetError when at least one address is not public
   * @throws the DNS error when the name cannot be resolved
   */
  async resolvePublic(hostname: string): ReturnType<Resolve> {
    const bare = hostname.replace(/^\[(.*)\]$/, '$1');
    const family = isIP(bare);
    const addresses = family > 0 ? [{ address: bare, family }] : await this.#resolve(bare);
    const blocked = this.#allowPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    if (blocked) throw new BlockedTargetError(`${hostname} is not a public address`);
    return addresses;
  }
}

function resolveBySystem(hostname: string): ReturnType<Resolve> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}
