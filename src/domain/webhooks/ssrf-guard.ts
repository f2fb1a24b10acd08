import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All addresses of a host, in the order to try them. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** An address that webhooks are not sent to. */
export class BlockedTargetError extends Error {
  override readonly name = 'RefusedTarget';
}

/** Public by their number, but the inside of a cloud by their use. */
const cloudInternal = new Set(['168.63.129.16']);
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is one of the open Internet: no loopback, private, link-local, unique-local, shared or reserved one, in whatever guise. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // an IPv4 address in an IPv6 one counts as what it is
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || cloudInternal.has(address.toString())) return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

/** Keeps webhooks from reaching into networks that only the server can reach. */
export class SsrfGuard {
  readonly #allowPrivate: boolean;
  readonly #resolve: Resolve;

  constructor({ allowPrivate, resolve = resolveBySystem }: { allowPrivate: boolean; resolve?: Resolve }) {
    this.#allowPrivate = allowPrivate;
    this.#resolve = resolve;
  }

  /** Whether plain HTTP will do, which is for trying out on one's own machine. */
  get allowsPrivate(): boolean {
    return this.#allowPrivate;
  }

  /**
   * The addresses to connect to. Whoever connects has to take one of these, and not ask for the name again: it may stand for
   * another address by then.
   * @param hostname as in a URL: a name, or an address, an IPv6 one in brackets
   * @throws RefusedTarget if only one of them is not public; whatever goes wrong in finding them
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
