import { lookup as lookUp } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

// What RFC 6890's registries set aside: this machine, local networks, and what is routed nowhere.
const reserved = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address is this machine's or a local network's: no public service is there. */
export function isPrivateAddress(address: string): boolean {
  return reserved.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a host of an address, a name or an IP, is at such an address. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const host = hostOf(hostname);
  if (isIP(host)) return isPrivateAddress(host);
  const found = await lookup(host, { all: true });
  return found.some(({ address }) => isPrivateAddress(address));
}

/** IPv6 stands in brackets in an address. */
export function hostOf(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/**
 * A lookup for connections that finds public addresses only. What is looked at is what is connected to: a name may have
 * another address by then than it had before. A host that is an IP itself is not looked up: that is the caller's to check.
 *
 * @param refuse makes the error of a host that has a private address
 */
export function lookUpPublic(refuse: (hostname: string, address: string) => Error): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const local = found.find(({ address }) => isPrivateAddress(address));
      if (local) return callback(refuse(hostname, local.address), []);
      const [first] = found;
      if (options.all || !first) return callback(null, found);
      callback(null, first.address, first.family);
    });
  };
}
