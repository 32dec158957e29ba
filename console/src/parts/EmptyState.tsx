import { Stack, Text } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon: TablerIcon
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

/** Nothing here yet, and what to do next. */
export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" className="k-empty">
      <Icon size={38} stroke={1.3} aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" maw={460}>
        {text}
      </Text>
      {children}
    </Stack>
  )
}
