import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { kindOfAddress } from './address.ts'

const byte = fc.integer({ min: 0, max: 255 })
const ipv4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'))
const hex = (address: string): string => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}

test('what each registry of special addresses names is told apart', () => {
  const kinds = {
    public: ['8.8.8.8', '196.201.214.1', '172.32.0.1', '100.128.0.1', '2a00:1450:4001::1', '2c0f:fb50::1'],
    private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '127.0.0.1', '127.9.9.9', '100.64.0.1'].concat(
      ['::1', 'fc00::1', 'fdab:cd::1', '0:0:0:0:0:0:0:1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
    ),
    never: ['0.0.0.0', '169.254.169.254', '169.254.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192', '192.0.2.1']
      .concat([
        '198.51.100.7',
        '203.0.113.9',
        '198.18.0.1',
        '192.88.99.1',
        '224.0.0.1',
        '239.255.255.255',
        '255.255.255.255',
      ])
      .concat([
        '::',
        'fe80::1',
        'fec0::1',
        'ff02::1',
        '::127.0.0.1',
        '64:ff9b::a00:1',
        '64:ff9b:1::1',
        '2001::1',
        '100::1',
      ])
      .concat([
        '2002:7f00:1::',
        '2001:db8::1',
        '3fff::1',
        'fd00:ec2::254',
        'fe80::1%eth0',
        '::ffff:169.254.169.254',
        '5f00::1',
      ])
      .concat(['', 'localhost', '1.2.3', '0x7f.1', '::1%lo', '10.0.0.1:80']),
  } as const
  for (const [kind, addresses] of Object.entries(kinds)) {
    for (const address of addresses) assert.equal(kindOfAddress(address), kind, address)
  }
})

test('an IPv4 address is what it is in whichever way IPv6 writes it, and is never public when another way hides it', () => {
  fc.assert(
    fc.property(ipv4, (address) => {
      const kind = kindOfAddress(address)
      for (const spelling of [`::ffff:${address}`, `::FFFF:${hex(address)}`, `0:0:0:0:0:ffff:${address}`]) {
        assert.equal(kindOfAddress(spelling), kind, spelling)
      }
      for (const hidden of [
        `64:ff9b::${address}`,
        `2002:${hex(address)}::1`,
        `2001:0:${hex(address)}::`,
        `::${hex(address)}`,
      ]) {
        assert.notEqual(kindOfAddress(hidden), 'public', hidden)
      }
    }),
  )
})

test('outside global unicast no IPv6 address is public', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const address = groups.join(':')
      const unicast = (Number.parseInt(groups[0] ?? '', 16) & 0xe000) === 0x2000
      if (!unicast && !address.startsWith('0:0:0:0:0:ffff:')) assert.notEqual(kindOfAddress(address), 'public', address)
    }),
  )
})
