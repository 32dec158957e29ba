import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

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

export function Brand() {
  return (
    <Link to="/" className="k-brand">
      <Group gap={10} wrap="nowrap">
        <BrandMark />
        <Text span fw={700} fz="lg" className="k-brand-name">
          Kiungo
        </Text>
      </Group>
    </Link>
  )
}
