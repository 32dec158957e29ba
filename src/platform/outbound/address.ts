import { BlockList, isIPv4, isIPv6 } from 'node:net'

/**
 * `public`: anyone's. `private`: of a network of one's own, called only where that is agreed. `never`: of this machine's
 * own network, of the cloud it runs in, of nobody, or an address that hides another.
 */
export type AddressKind = 'public' | 'private' | 'never'

type Family = 'ipv4' | 'ipv6'

function addresses(family: Family, subnets: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', bits = ''] = subnet.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return (address) => list.check(address, family)
}

// IANA special-purpose address registries (RFC 6890 and what came since), and the addresses of cloud metadata.
const private4 = addresses('ipv4', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '100.64.0.0/10'])
const never4 = addresses('ipv4', [
  '0.0.0.0/8', // this network
  '169.254.0.0/16', // link-local, and the metadata of most clouds
  '100.100.100.200/32', // metadata: Alibaba
  '168.63.129.16/32', // metadata: Azure
  '192.0.0.0/24', // protocol assignments, and metadata: Oracle
  '192.0.2.0/24', // documentation
  '198.51.100.0/24',
  '203.0.113.0/24',
  '192.88.99.0/24', // relays of 6to4
  '198.18.0.0/15', // benchmarks
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
])

const private6 = addresses('ipv6', ['fc00::/7', '::1/128'])
const metadata6 = addresses('ipv6', ['fd00:ec2::254/128', 'fd20:ce::254/128'])
const mapped = addresses('ipv6', ['::ffff:0:0/96'])
const unicast = addresses('ipv6', ['2000::/3'])
const never6 = addresses('ipv6', [
  '2001::/23', // protocol assignments: Teredo, ORCHID, benchmarks
  '2001:db8::/32', // documentation
  '3fff::/20',
  '2002::/16', // 6to4
])

/** What an IP address is, in any of its spellings; what is none is `never`. */
export function kindOfAddress(address: string): AddressKind {
  if (isIPv4(address)) return kindOf4(address)
  // A zone (`%eth0`) names an interface of this machine.
  if (!isIPv6(address) || address.includes('%')) return 'never'
  if (mapped(address)) return kindOf4(embedded4(address))
  if (metadata6(address)) return 'never'
  if (private6(address)) return 'private'
  // All that is not global unicast: link-local, multicast, IPv4-compatible, NAT64, whatever is assigned next.
  return unicast(address) && !never6(address) ? 'public' : 'never'
}

function kindOf4(address: string): AddressKind {
  if (never4(address)) return 'never'
  return private4(address) ? 'private' : 'public'
}

/** The last 32 bits of an IPv6 address, which its URL form writes as two groups. */
function embedded4(address: string): string {
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':')
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
