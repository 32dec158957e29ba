import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countryQuery } from '../api/queries.ts'
import { useLocal } from '../parts/local.ts'

/** Two rings joined: kiungo is Swahili for a joint. */
export function BrandMark({ size = 30 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0d3a44" />
      <g fill="none" strokeWidth="3.2">
        <circle cx="12" cy="16" r="6.4" stroke="#f0b45a" />
        <path d="M16.3 11.3a6.4 6.4 0 1 1-1.9 2.9" stroke="#fff" />
      </g>
    </svg>
  )
}

/** Kiungo, and the country it serves. */
export function Brand() {
  const { data: country } = useQuery(countryQuery)
  const local = useLocal()
  return (
    <Link to="/" className="k-brand">
      <Group gap={10} wrap="nowrap">
        <BrandMark />
        <Text span fw={700} fz="lg" className="k-brand-name">
          Kiungo
        </Text>
        {country === undefined ? null : <span className="k-sub k-brand-country">{local(country.name)}</span>}
      </Group>
    </Link>
  )
}
