import ipaddr from 'ipaddr.js';

/** Who tells the server from which address a request comes. Without either nobody does. */
export interface ClientAddressOptions {
  /** A header that the host's own proxy sets and no client can. */
  trustedProxyHeader?: string | undefined;
  /** The host's own answer, in place of the header; `null` when it does not know. */
  clientAddress?: ((request: Request) => string | null) | undefined;
}

/** How a request's address is found; `null` for one that nobody who can be believed has told. */
export function createClientAddress({
  trustedProxyHeader,
  clientAddress,
}: ClientAddressOptions): (request: Request) => string | null {
  if (clientAddress !== undefined) return (request) => parseAddress(clientAddress(request) ?? '');
  if (trustedProxyHeader === undefined) return () => null;
  // A proxy appends the address it saw; whatever stands before it came from the client.
  return (request) => parseAddress(request.headers.get(trustedProxyHeader)?.split(',').at(-1) ?? '');
}

/** An address in its usual form, without the port that some proxies add; `null` for what is none. */
export function parseAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](:\d{1,5})?$/, '$1')
    .replace(/^([\d.]+):\d{1,5}$/, '$1');
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(bare) || (isPlain(bare) && ipaddr.IPv6.isValid(bare));
  return isAddress ? ipaddr.process(bare).toString() : null;
}

// A zone such as `%eth0` names an interface of one machine, and nobody on the network.
function isPlain(text: string): boolean {
  return !text.includes('%');
}

/**
 * Who is behind an address, to count their requests. A household or a rented server has at least a /64 of IPv6, so
 * counting by address would give each of them 2^64 counts.
 */
export function addressBlock(address: string): string {
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : address;
}
