import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatFor } from './format.ts'

// One place's zone is not that of the machine that runs this, whatever that is.
const places = [
  { timeZone: 'Africa/Nairobi', currency: 'TUS', hour: '02', day: 2 },
  { timeZone: 'America/Lima', currency: 'PEN', hour: '18', day: 1 },
] as const

describe('values on a page', () => {
  for (const { timeZone, currency, hour, day } of places) {
    const format = formatFor('en-GB', { timeZone, currency })
    it(`shows an instant in the zone of the country, ${timeZone}, and names it`, () => {
      const shown = format.instant('2026-03-01T23:30:00Z')
      assert.match(shown, new RegExp(`^${day} Mar 2026, ${hour}:30:00 `))
      assert.ok(format.zone.length > 0 && shown.endsWith(format.zone))
      assert.match(format.moment('2026-03-01T23:30:00Z'), new RegExp(`^${day} Mar, ${hour}:30:00$`))
    })
    it(`shows money in the currency of the country, ${currency}, and other numbers without`, () => {
      assert.equal(format.quantity(4000, 'currency').replace(/\s/g, ' '), `${currency} 4,000`)
      assert.equal(format.quantity(4000, 'acre'), '4,000')
      assert.equal(format.quantity(4000, undefined), '4,000')
    })
  }

  it('shows money in the currency that its record names', () => {
    const format = formatFor('fr', { timeZone: 'Africa/Nairobi', currency: 'TUS' })
    assert.equal(format.quantity(12.5, 'currency', 'USD').replace(/\s/g, ' '), '12,50 $US')
    assert.equal(format.quantity(12.5, 'currency', 'not a code'), '12,5')
  })

  it('shows plain numbers where the country is not known', () => {
    assert.equal(formatFor('en-GB', { timeZone: undefined, currency: undefined }).quantity(4000, 'currency'), '4,000')
  })
})
